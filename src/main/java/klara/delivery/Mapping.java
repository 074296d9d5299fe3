package klara.delivery;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How an extract of a register that nobody planned for becomes deliveries of the input contract.
 *
 * @param form how the extract is written
 * @param deliveredOn the day of the deliveries; without one, the day the extract was last changed
 * @param derived columns made first, which tables then use like those of the source
 * @param tables what is delivered
 */
public record Mapping(
    ExtractForm form,
    Optional<LocalDate> deliveredOn,
    List<MappedColumn> derived,
    List<MappedTable> tables) {

  /**
   * Reads a mapping.
   *
   * @param yaml its text
   * @throws IllegalArgumentException with all that is wrong, line by line
   */
  public static Mapping parse(String yaml) {
    return MappingFile.parse(yaml);
  }
}
