/** Small cells, their protection and the intruder that tries it. */
@NullMarked
package klara.disclosure;

import org.jspecify.annotations.NullMarked;
