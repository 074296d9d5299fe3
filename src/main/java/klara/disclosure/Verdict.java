package klara.disclosure;

/** What becomes of a cell; readers are told only whether it is published. */
public enum Verdict {
  /** The numbers may be read. */
  PUBLISHED,
  /** Hidden for what it says itself. */
  PRIMARY,
  /** Hidden because it would give a primary cell away. */
  COMPLEMENTARY;

  /** Whether the numbers may not be read. */
  public boolean hidden() {
    return this != PUBLISHED;
  }
}
