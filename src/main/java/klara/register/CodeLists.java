package klara.register;

import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.List;
import klara.table.Field;
import klara.table.Rule;

/** D3: dated code lists; a new programme, subject or grade is a row here. */
public final class CodeLists {
  public static final Field LIST =
      Field.of("list", StringType, "Name of the list", new Rule.Known(), CodeForms.LIST_NAME);

  public static final Field CODE =
      Field.of("code", StringType, "The code", new Rule.Known(), CodeForms.LISTED);

  public static final Field CODE_VALID_FROM =
      Field.of("valid_from", DateType, "First day the code may be used", new Rule.Known());

  public static final Field CODE_VALID_TO =
      Field.of("valid_to", DateType, "Last day the code may be used; null while it may");

  public static final Field TEXT = Field.of("text", StringType, "What the code stands for");

  public static final Field KIND =
      Field.of(
          "kind",
          StringType,
          "Kind within the list: for programmes HF, YRK or IM; for subjects core, social, science or other",
          CodeForms.WORD);

  public static final Field CODE_VALUE =
      Field.of(
          "value",
          createDecimalType(6, 2),
          "Number the code stands for: for grades their points; null for none");

  public static final Register REGISTER =
      Register.ofOthers(
          "kodlistor",
          "code_lists",
          "one row per list, code and first day of validity",
          List.of(LIST, CODE, CODE_VALID_FROM),
          Source.text("lista", LIST),
          Source.text("kod", CODE),
          Source.day("giltig_fran", CODE_VALID_FROM),
          Source.day("giltig_till", CODE_VALID_TO).optional(),
          Source.text("text", TEXT),
          Source.text("typ", KIND).optional(),
          Source.of("varde", new Form.DecimalNumber(6, 2), CODE_VALUE).optional());

  private CodeLists() {}
}
