/**
 * How areas differ, in order, in time and on the map: made of protected counts and of official
 * figures alone, so that nothing can be worked out here that is withheld there.
 */
@NullMarked
package klara.disparity;

import org.jspecify.annotations.NullMarked;
