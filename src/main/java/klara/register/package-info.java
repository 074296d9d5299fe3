/**
 * The registers as delivered: one contract a table, renames, casts, code lists, row rules,
 * identity.
 */
@NullMarked
package klara.register;

import org.jspecify.annotations.NullMarked;
