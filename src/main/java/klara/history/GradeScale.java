package klara.history;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import klara.register.CodeLists;
import klara.register.SchoolYear;
import klara.register.Year9Grades;
import klara.table.ContractException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each grade is worth, and from when, as the code list {@code betyg} has it: a new scale is
 * new rows there, not code. What stands in the place of a grade (streck, adapted studies, no basis)
 * is not in the scale.
 */
final class GradeScale {
  /** No basis for a grade because of absence; adapted studies; no basis. */
  static final List<String> NO_BASIS = List.of("-", "3", "9");

  /**
   * A grade.
   *
   * @param isPass whether it is a pass
   * @param tenths its points in tenths, so that every sum is exact
   * @param to the last day it is given, or the end of time
   */
  record Grade(String code, boolean isPass, int tenths, LocalDate from, LocalDate to) {}

  /** Where no list says otherwise: A to F, since the autumn of 2011 (Lgr 11). */
  private static final GradeScale LGR11 = lgr11();

  private final List<Grade> grades;

  private GradeScale(List<Grade> grades) {
    this.grades = grades;
  }

  /** The scale of the code lists: few rows, read where the plan is made. */
  static GradeScale of(Dataset<Row> codeLists) {
    List<Grade> grades = new ArrayList<>();
    for (Row row :
        codeLists
            .where(
                CodeLists.LIST
                    .col()
                    .equalTo("betyg")
                    .and(CodeLists.KIND.col().isin("pass", "fail"))
                    .and(CodeLists.CODE.col().isInCollection(NO_BASIS).equalTo(false)))
            .select(
                CodeLists.CODE.col(),
                CodeLists.KIND.col(),
                CodeLists.CODE_VALUE.col(),
                CodeLists.CODE_VALID_FROM.col(),
                CodeLists.CODE_VALID_TO.col())
            .collectAsList()) {
      grades.add(
          new Grade(
              row.getString(0),
              row.getString(1).equals("pass"),
              tenths(row),
              row.getDate(3).toLocalDate(),
              row.isNullAt(4) ? LocalDate.MAX : row.getDate(4).toLocalDate()));
    }
    return grades.isEmpty() ? LGR11 : new GradeScale(grades);
  }

  private static int tenths(Row row) {
    BigDecimal points = row.isNullAt(2) ? BigDecimal.ZERO : row.getDecimal(2);
    try {
      return points.movePointRight(1).intValueExact();
    } catch (ArithmeticException e) {
      throw new ContractException(
          "Cannot use code list 'betyg': the points of a grade must have one decimal at most,"
              + " found: "
              + points);
    }
  }

  private static GradeScale lgr11() {
    List<Grade> grades = new ArrayList<>();
    List<Integer> tenths = List.of(200, 175, 150, 125, 100, 0);
    for (int i = 0; i < tenths.size(); i++) {
      String code = "ABCDEF".substring(i, i + 1);
      grades.add(new Grade(code, tenths.get(i) > 0, tenths.get(i), LocalDate.MIN, LocalDate.MAX));
    }
    return new GradeScale(grades);
  }

  /** The points of passes, the highest first. */
  List<Integer> passes() {
    return grades.stream()
        .filter(Grade::isPass)
        .map(Grade::tenths)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Whether a row's grade was a pass with these points in its school year; never null. */
  Column isPass(int tenths) {
    return among(grades.stream().filter(one -> one.isPass() && one.tenths() == tenths).toList());
  }

  /** Points of a row's grade in tenths; null where it was no grade in its school year. */
  Column tenths() {
    Column tenths = lit(null).cast("int");
    for (Grade one : grades) {
      tenths = when(is(one), one.tenths()).otherwise(tenths);
    }
    return tenths;
  }

  /** Whether a row's grade was one but no pass; never null. */
  Column isFail() {
    return among(grades.stream().filter(one -> !one.isPass()).toList());
  }

  /** Whether a row's grade was a pass in its school year; never null. */
  Column isPass() {
    return among(grades.stream().filter(Grade::isPass).toList());
  }

  private static int firstYear(Grade one) {
    return one.from().equals(LocalDate.MIN) ? 0 : SchoolYear.of(one.from());
  }

  private static Column among(List<Grade> some) {
    return some.stream().map(GradeScale::is).reduce(Column::or).orElseGet(() -> lit(false));
  }

  /** Given on some day of the school year. */
  private static Column is(Grade one) {
    Column year = SchoolYear.SCHOOL_YEAR.col();
    Column is = Year9Grades.GRADE.col().eqNullSafe(one.code()).and(year.geq(firstYear(one)));
    return one.to().equals(LocalDate.MAX) ? is : is.and(year.leq(SchoolYear.of(one.to())));
  }
}
