/** How a table is declared: columns, meaning, rules and key; no schools and no files in it. */
@NullMarked
package klara.table;

import org.jspecify.annotations.NullMarked;
