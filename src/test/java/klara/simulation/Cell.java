package klara.simulation;

/**
 * Students of a school and cohort who are alike.
 *
 * @param municipality its number, the largest 0
 * @param school its number in the county
 * @param cohort from 0
 * @param pattern see {@link Patterns}
 * @param people how many they are
 * @param events how many of them had the outcome
 * @param probability the true one of each of them
 */
record Cell(
    int municipality,
    int school,
    int cohort,
    int pattern,
    int people,
    int events,
    double probability) {}
