/** Statistics as column expressions and on sufficient statistics; no schools in it. */
@NullMarked
package klara.stats;

import org.jspecify.annotations.NullMarked;
