/** What came before: circumstances known at a date, alone and in combination. */
@NullMarked
package klara.risk;

import org.jspecify.annotations.NullMarked;
