package klara.register;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.Map;
import klara.table.Field;
import klara.table.Rule;

/** What the registers say of a person, and under which names. */
public final class Person {
  /** The delivered id: personnummer, samordningsnummer, TF number or löpnummer. */
  public static final String ID = "id";

  /** The delivered type of id: PNR, SAM, TF or LOP. */
  public static final String ID_TYPE = "id_typ";

  public static final Field STUDENT_ID =
      Field.of(
          "student_id",
          StringType,
          "Pseudonym: the first 128 bits of an HMAC-SHA-256 of the id, in hex",
          new Rule.Known(),
          new Rule.OfLength(32));

  public static final Field IS_LINKABLE =
      Field.of(
          "is_linkable",
          BooleanType,
          "Whether the id can be followed between registers and years; false for TF numbers,"
              + " whose every row is a person of its own",
          new Rule.Known());

  public static final Field SEX =
      Field.of(
          "sex", StringType, "Legal sex; null where not delivered", Rule.OneOf.of("girls", "boys"));

  public static final Field BIRTH_YEAR =
      Field.of("birth_year", IntegerType, "Year of birth", Rule.Between.of("1950", "2100"));

  public static final Field PROTECTION =
      Field.of(
          "protection",
          IntegerType,
          "Protected identity: 0 none, 1 sekretessmarkering, 2 skyddad folkbokföring; null where"
              + " not delivered",
          Rule.Between.of("0", "2"));

  public static final Field IS_MERGED =
      Field.of(
          "is_merged",
          BooleanType,
          "Whether the row stands under the newest of a person's ids, whichever it came under",
          new Rule.Known());

  static final Form SEX_FORM = new Form.Recoded(Map.of("1", "boys", "2", "girls"));

  private Person() {}
}
