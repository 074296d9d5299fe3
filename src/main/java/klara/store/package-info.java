/** The only reader and writer of files. */
@NullMarked
package klara.store;

import org.jspecify.annotations.NullMarked;
