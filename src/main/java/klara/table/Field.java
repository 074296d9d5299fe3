package klara.table;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * A column, declared once: code, checks, data dictionary and Parquet footers read this.
 *
 * @param name the column's name, the same wherever the same thing is meant
 * @param type Spark's type
 * @param meaning what a value says, with its unit; also what null says where null is allowed
 * @param rules what every value must satisfy
 */
public record Field(String name, DataType type, String meaning, List<Rule> rules) {
  public static Field of(String name, DataType type, String meaning, Rule... rules) {
    return new Field(name, type, meaning, List.of(rules));
  }

  /** This column, of whichever dataset the expression is used on. */
  public Column col() {
    return functions.col(name);
  }

  /** The same, carrying its meaning into the footer of every Parquet file it is written to. */
  Column described() {
    return col().cast(type).as(name, new MetadataBuilder().putString("comment", meaning).build());
  }

  /** The same kind of value under another name, for another use of it. */
  public Field named(String other, String otherMeaning) {
    return new Field(other, type, otherMeaning, rules);
  }
}
