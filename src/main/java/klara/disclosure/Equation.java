package klara.disclosure;

import java.util.List;

/**
 * What always holds among the variables of {@link PossibleTables}: those of the left side add up to
 * as much more than those of the right side in all tables.
 *
 * @param defines whether the left side is one variable, not held, that no other equation names
 */
record Equation(List<Integer> left, List<Integer> right, boolean defines) {}
