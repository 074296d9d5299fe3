package klara.twin;

import klara.store.Text;

/**
 * A school unit of the twin.
 *
 * @param code its skolenhetskod
 * @param name an invented name
 * @param municipality where it lies
 * @param stage year 9 or upper secondary
 * @param provider KOMMUN or ENSKILD
 * @param weight how many go there, in relation to the others
 * @param intake how advantaged its students are, in relation to the others
 * @param effect what it adds to its students' ability
 */
record School(
    Text code,
    String name,
    Municipality municipality,
    Stage stage,
    String provider,
    double weight,
    double intake,
    double effect) {
  /** What is taught there, by skolform. */
  enum Stage {
    GR,
    GY
  }
}
