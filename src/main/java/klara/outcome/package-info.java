/** What became of the students: definitions, and counts of outcomes by place and group. */
@NullMarked
package klara.outcome;

import org.jspecify.annotations.NullMarked;
