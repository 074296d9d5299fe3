package klara.twin;

/**
 * All that is decided before anyone is drawn.
 *
 * @param settings what twin to make
 * @param population who there is
 * @param schools units, and what becomes of them
 * @param lives what becomes of people
 * @param occupations what they do
 * @param coverage how much of that municipalities report
 */
record Plan(
    TwinSettings settings,
    Population population,
    Schools schools,
    Lives lives,
    OccupationModel occupations,
    Coverage coverage) {}
