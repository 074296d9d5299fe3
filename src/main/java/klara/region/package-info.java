/** Areas, the disparities between and within them, and the official figures beside ours. */
@NullMarked
package klara.region;

import org.jspecify.annotations.NullMarked;
