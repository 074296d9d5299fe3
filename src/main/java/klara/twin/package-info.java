/** The synthetic twin of the registers, and the truth that was planted in it. */
@NullMarked
package klara.twin;

import org.jspecify.annotations.NullMarked;
