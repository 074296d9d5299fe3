package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** D4: changes of id, which join the histories of the old and the new. */
public final class IdentityChanges {
  public static final Field OLD_ID =
      Field.of(
          "old_id", StringType, "Pseudonym of the old id", new Rule.Known(), new Rule.OfLength(32));

  public static final Field CHANGED_ON =
      Field.of("changed_on", DateType, "Day of the change", new Rule.Known());

  public static final Field NEW_ID =
      Field.of(
          "new_id", StringType, "Pseudonym of the new id", new Rule.Known(), new Rule.OfLength(32));

  public static final Field CHANGE_REASON =
      Field.of("change_reason", StringType, "Why (code)", CodeForms.REASON);

  public static final Register REGISTER =
      Register.ofOthers(
          "idbyte",
          "identity_changes",
          "one row per old id and day",
          List.of(OLD_ID, CHANGED_ON),
          Source.of("gammalt_id", new Form.PersonId(), OLD_ID),
          Source.day("datum", CHANGED_ON),
          Source.of("nytt_id", new Form.PersonId(), NEW_ID),
          Source.text("orsak", CHANGE_REASON).optional());

  private IdentityChanges() {}
}
