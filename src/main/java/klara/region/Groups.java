package klara.region;

import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.types.DataTypes.StringType;

import java.util.ArrayList;
import java.util.List;
import klara.history.Students;
import klara.outcome.OutcomeCells;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;

/** The groups that results are told for: everyone, and by one or two circumstances. */
public final class Groups {
  public static final String ALL = "all";
  public static final String SEX = "sex";
  public static final String PARENTAL_EDUCATION = "parental_education";
  public static final String BACKGROUND = "background";
  public static final String NEWLY_ARRIVED = "newly_arrived";
  public static final String SEX_AND_BACKGROUND = "sex+background";

  /** Of schools; only the official figures are told by it. */
  public static final String PROVIDER = "provider";

  public static final Field GROUP_DIMENSION =
      Field.of(
          "group_dimension",
          StringType,
          "By what students are grouped; all is everyone",
          new Rule.Known(),
          Rule.OneOf.of(
              ALL,
              SEX,
              PARENTAL_EDUCATION,
              BACKGROUND,
              NEWLY_ARRIVED,
              SEX_AND_BACKGROUND,
              PROVIDER));
  public static final Field GROUP_VALUE =
      Field.of("group_value", StringType, "Which group of the dimension", new Rule.Known());

  /** A group of a dimension. */
  public record Group(String dimension, String value) {}

  private static final List<String> SEXES = List.of("girls", "boys");
  private static final List<String> BACKGROUNDS = List.of("swedish", "foreign", "unknown");

  private Groups() {}

  /** Every group, in the order that tables list them. */
  public static List<Group> groups() {
    List<Group> groups = new ArrayList<>();
    groups.add(new Group(ALL, ALL));
    SEXES.forEach(sex -> groups.add(new Group(SEX, sex)));
    for (String level : List.of("pre_secondary", "upper_secondary", "post_secondary", "unknown")) {
      groups.add(new Group(PARENTAL_EDUCATION, level));
    }
    BACKGROUNDS.forEach(background -> groups.add(new Group(BACKGROUND, background)));
    for (String arrived : List.of("yes", "no", "unknown")) {
      groups.add(new Group(NEWLY_ARRIVED, arrived));
    }
    for (String sex : SEXES) {
      for (String background : BACKGROUNDS) {
        groups.add(new Group(SEX_AND_BACKGROUND, sex + "+" + background));
      }
    }
    return groups;
  }

  /** The groups that a cell of {@link OutcomeCells} belongs to, as structs. */
  static List<Column> ofCell() {
    return List.of(
        group(ALL, lit(ALL)),
        group(SEX, OutcomeCells.SEX.col()),
        group(PARENTAL_EDUCATION, Students.PARENTAL_EDUCATION.col()),
        group(BACKGROUND, Students.BACKGROUND.col()),
        group(NEWLY_ARRIVED, Students.NEWLY_ARRIVED.col()),
        group(
            SEX_AND_BACKGROUND,
            org.apache.spark.sql.functions.when(
                OutcomeCells.SEX.col().isNotNull(),
                concat_ws("+", OutcomeCells.SEX.col(), Students.BACKGROUND.col()))));
  }

  private static Column group(String dimension, Column value) {
    return struct(lit(dimension).as(GROUP_DIMENSION.name()), value.as(GROUP_VALUE.name()));
  }
}
