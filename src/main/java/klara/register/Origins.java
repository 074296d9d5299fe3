package klara.register;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/** The files that rows come from, and what a row's number of its file says of it. */
record Origins(List<Origin> files) {

  boolean hasDeltas() {
    return files.stream().anyMatch(Origin::isDelta);
  }

  boolean hasScopes() {
    return files.stream().anyMatch(file -> !file.isWholeCountry());
  }

  Column delivery() {
    return of(Origin::delivery);
  }

  Column period() {
    return of(Origin::period);
  }

  Column file() {
    return of(Origin::file);
  }

  Column version() {
    return of(Origin::version);
  }

  Column isDelta() {
    return of(Origin::isDelta);
  }

  /** The periods, in their own order. */
  List<String> periods() {
    return files.stream().map(Origin::period).distinct().sorted().toList();
  }

  /** Numbers in the periods' own order. */
  Column periodNumber() {
    List<String> periods = periods();
    return of(file -> periods.indexOf(file.period()));
  }

  /** The year that the period begins with. */
  Column year() {
    return of(file -> Integer.parseInt(file.period().substring(0, 4)));
  }

  /** The school year that the period is; a number that is no year where it is none. */
  Column schoolYear() {
    return of(Origins::schoolYear);
  }

  /** As rows of the period write it; empty where it is no school year. */
  Column schoolYearText() {
    return of(
        file -> schoolYear(file) == Integer.MIN_VALUE ? "" : SchoolYear.text(schoolYear(file)));
  }

  private static int schoolYear(Origin file) {
    int year = Integer.parseInt(file.period().substring(0, 4));
    return SchoolYear.folder(year).equals(file.period()) ? year : Integer.MIN_VALUE;
  }

  /** Rows of some files. */
  Column isOf(List<Integer> numbers) {
    return col(Conform.ORIGIN).isInCollection(numbers);
  }

  /** A constant array, so that no text travels with the rows. */
  Column of(Function<Origin, ?> fact) {
    List<?> facts = files.stream().map(fact).toList();
    if (facts.stream().distinct().count() == 1) {
      return lit(facts.get(0));
    }
    Column[] literals = facts.stream().map(one -> lit(one)).toArray(Column[]::new);
    return element_at(array(literals), col(Conform.ORIGIN).plus(1));
  }
}
