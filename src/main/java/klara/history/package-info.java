/** Each student's path through school, compact: one row a student. */
@NullMarked
package klara.history;

import org.jspecify.annotations.NullMarked;
