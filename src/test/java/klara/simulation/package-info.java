/** Counties whose truth is known, and what our statistics say of them. */
@NullMarked
package klara.simulation;

import org.jspecify.annotations.NullMarked;
