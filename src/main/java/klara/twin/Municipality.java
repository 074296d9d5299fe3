package klara.twin;

/**
 * A municipality of the twin.
 *
 * @param index its place among the twin's municipalities
 * @param code SCB's four digits
 * @param name its name
 * @param neighbourhood sub-region in Skåne, county elsewhere: where students cross borders
 * @param figuresOf the municipality whose figures it has: its own in Skåne, elsewhere a borrowed
 *     one
 */
record Municipality(int index, String code, String name, String neighbourhood, String figuresOf) {
  boolean hasOwnFigures() {
    return code.equals(figuresOf);
  }
}
