package klara.register;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import klara.table.Field;
import klara.table.Table;
import klara.table.Zone;

/**
 * A register as it is delivered and as it lies in the warehouse: one declaration that the reader,
 * the checks, the twin, the dictionary and the Parquet footers all read.
 *
 * @param tabell the sender's name for it, which is its folder in the inbox
 * @param about persons, whose ids become pseudonyms, or something else
 * @param table the conformed table
 * @param sources the delivered columns, in order, without the person's id and type of id
 * @param dated the column whose date or year decides which codes were in force, where there is one
 */
public record Register(
    String tabell, About about, Table table, List<Source> sources, Optional<Field> dated) {

  /** What a row is about. */
  public enum About {
    PERSON,
    OTHER
  }

  static Register ofPersons(
      String tabell, String name, String grain, List<Field> key, Field dated, Source... sources) {
    List<Field> columns = new ArrayList<>();
    columns.add(Person.STUDENT_ID);
    columns.add(Person.IS_LINKABLE);
    return new Register(
        tabell,
        About.PERSON,
        table(name, grain, key, columns, sources),
        List.of(sources),
        Optional.of(dated));
  }

  static Register ofOthers(
      String tabell, String name, String grain, List<Field> key, Source... sources) {
    return new Register(
        tabell,
        About.OTHER,
        table(name, grain, key, new ArrayList<>(), sources),
        List.of(sources),
        Optional.empty());
  }

  private static Table table(
      String name, String grain, List<Field> key, List<Field> columns, Source... sources) {
    for (Source source : sources) {
      columns.add(source.field());
    }
    columns.add(Lineage.DELIVERY);
    return new Table(Zone.REGISTERS, name, grain, List.copyOf(key), List.copyOf(columns));
  }

  public boolean isAboutPersons() {
    return about == About.PERSON;
  }

  /** Whether other columns than the row's own id hold ids of persons. */
  public boolean hasPersonIds() {
    return sources.stream().anyMatch(source -> source.form() instanceof Form.PersonId);
  }

  /** The delivered columns by name, the person's id first where there is one. */
  public List<String> delivered() {
    List<String> names = new ArrayList<>();
    if (isAboutPersons()) {
      names.add(Person.ID);
      names.add(Person.ID_TYPE);
    }
    sources.forEach(source -> names.add(source.column()));
    return names;
  }

  /** The delivered column that becomes a field. */
  public Source source(Field field) {
    return sources.stream()
        .filter(source -> source.field().equals(field))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(tabell + " has no " + field.name()));
  }
}
