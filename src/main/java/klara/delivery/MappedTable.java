package klara.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import klara.register.Person;
import klara.register.Register;
import klara.register.Source;
import klara.table.Field;
import klara.table.Rule;

/**
 * Rows of one table of the input contract, made of each row of an extract or written in the mapping
 * itself. Several of these may fill one delivery.
 *
 * @param register the table
 * @param label names it in messages
 * @param scope of the delivery
 * @param period of the delivery that a row belongs to
 * @param where a condition on the rows of the extract; one that is null leaves its row out
 * @param isDistinct whether rows that are alike become one
 * @param id of persons, where the table is about persons
 * @param columns of the delivery, without the id
 * @param values rows written in the mapping; the extract is then not asked
 */
public record MappedTable(
    Register register,
    String label,
    String scope,
    MappedColumn period,
    Optional<String> where,
    boolean isDistinct,
    Optional<MappedId> id,
    List<MappedColumn> columns,
    List<Map<String, String>> values) {

  /** The columns that the mapping fills, the id's as well. */
  public List<String> filled() {
    List<String> filled = new ArrayList<>();
    if (register.isAboutPersons()) {
      filled.addAll(List.of(Person.ID, Person.ID_TYPE));
    }
    columns.forEach(column -> filled.add(column.name()));
    values.stream()
        .flatMap(row -> row.keySet().stream())
        .filter(name -> !filled.contains(name))
        .forEach(filled::add);
    return filled;
  }

  /** The delivered columns that must not be empty. */
  public static List<String> demanded(Register register) {
    List<Field> key = register.table().key();
    return register.sources().stream()
        .filter(
            source ->
                key.contains(source.field())
                    || source.field().rules().stream().anyMatch(Rule.Known.class::isInstance))
        .map(Source::column)
        .toList();
  }
}
