package klara.store;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import klara.delivery.MappedColumn;
import klara.delivery.Mapping;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Expressions of a mapping that fail on a value: Spark's own message quotes the value, so they are
 * found again one by one, and the rows counted.
 *
 * @param spark a session where such a value is an error
 * @param files the extract
 */
record MappedFailures(SparkSession spark, Mapping mapping, List<Path> files) {
  /** A session of its own; where it is not strict, a value that cannot be made is null. */
  static SparkSession session(SparkSession parent, boolean isStrict) {
    SparkSession session = parent.newSession();
    session.conf().set("spark.sql.ansi.enabled", isStrict);
    session.conf().set("spark.sql.session.timeZone", "Europe/Stockholm");
    // Otherwise a date that the parser of Spark 2 would have read is an error, and quoted in it.
    session.conf().set("spark.sql.legacy.timeParserPolicy", "CORRECTED");
    return session;
  }

  /** Names the columns whose expression fails, and on how many rows at most. */
  IllegalArgumentException explained(
      List<MappedRows.Made> all, MappedRows.Derived derived, Exception cause) throws IOException {
    // Where Spark is lenient, what fails is null
    SparkSession lenient = session(spark, false);
    SparkSession.setActiveSession(lenient);
    Extract extract = new ExtractReader(lenient).read(files, mapping.form());
    MappedRows mapped = new MappedRows(lenient, mapping, extract);
    MappedRows.Derived nulls = mapped.derived();
    List<String> faults = new ArrayList<>();
    for (MappedColumn column : mapping.derived()) {
      Column value = col(Extract.quoted(column.name()));
      failure(derived.rows(), value)
          .ifPresent(
              why -> faults.add(failing("derived " + column.name(), why, nulls.rows(), value)));
    }
    for (int i = 0; i < all.size() && faults.isEmpty(); i++) {
      MappedRows.Made made = all.get(i);
      String label = made.table().label();
      Optional<String> where = failure(made.source(), lit(1));
      if (where.isPresent()) {
        faults.add("%s, where: the expression fails on a value (%s)".formatted(label, where.get()));
        continue;
      }
      Optional<MappedRows.Made> same = mapped.made(made.table(), nulls);
      made.values()
          .forEach(
              (name, value) ->
                  failure(made.source(), value)
                      .ifPresent(
                          why ->
                              same.ifPresent(
                                  its ->
                                      faults.add(
                                          failing(
                                              "%s, %s".formatted(label, MappedRows.shown(name)),
                                              why,
                                              its.source(),
                                              its.values().getOrDefault(name, lit(null)))))));
    }
    extract.close();
    if (faults.isEmpty()) {
      throw new IllegalStateException("a mapping fails where none of its columns does", cause);
    }
    return new IllegalArgumentException(String.join("\n  ", faults));
  }

  private static String failing(String where, String why, Dataset<Row> rows, Column value) {
    return ("%s: the expression fails on the values of at most %d rows (%s);"
            + " try_cast, try_divide and the like make nothing of such values")
        .formatted(where, rows.where(value.isNull()).count(), why);
  }

  private static Optional<String> failure(Dataset<Row> rows, Column value) {
    try {
      Row ignored = rows.agg(count(value)).head();
      return ignored.size() == 1 ? Optional.empty() : Optional.of("");
    } catch (Exception e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SparkThrowable known && known.getErrorClass() != null) {
          return Optional.of(known.getErrorClass().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
      }
      return Optional.of("error of a value");
    }
  }
}
