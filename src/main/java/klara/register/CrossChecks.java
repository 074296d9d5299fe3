package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import klara.table.Field;
import org.apache.spark.sql.Column;

/** The rules that one row can break by what several of its columns say together. */
final class CrossChecks {
  /** Pairs of days of which the second may not lie before the first. */
  private static final List<Span> SPANS =
      List.of(
          new Span(SchoolUnits.VALID_FROM, SchoolUnits.VALID_TO),
          new Span(CodeLists.CODE_VALID_FROM, CodeLists.CODE_VALID_TO),
          new Span(ActivityResponsibility.REGISTERED_ON, ActivityResponsibility.DEREGISTERED_ON),
          new Span(ActivityMeasures.STARTED_ON, ActivityMeasures.ENDED_ON),
          new Span(Interventions.INTERVENTION_STARTED_ON, Interventions.INTERVENTION_ENDED_ON));

  private record Span(Field start, Field end) {}

  private final Register register;
  private final List<RowCheck> checks = new ArrayList<>();

  private CrossChecks(Register register) {
    this.register = register;
  }

  static List<RowCheck> of(Register register, Reference reference) {
    CrossChecks checks = new CrossChecks(register);
    checks.addAbsence();
    checks.addSpans();
    checks.addPlaceOfIntervention(reference);
    return List.copyOf(checks.checks);
  }

  private void addAbsence() {
    if (register.equals(AbsenceReports.REGISTER)) {
      Column absent =
          read(AbsenceReports.VALID_ABSENCE_HOURS).plus(read(AbsenceReports.INVALID_ABSENCE_HOURS));
      check(RowRule.R16, "", absent.gt(read(AbsenceReports.OFFERED_HOURS)), lit(""));
    }
  }

  private void addSpans() {
    List<Field> columns = register.table().columns();
    for (Span span : SPANS.stream().distinct().toList()) {
      if (columns.contains(span.start()) && columns.contains(span.end())) {
        Column isReversed = read(span.end()).lt(read(span.start()));
        check(RowRule.R17, register.source(span.end()).column(), isReversed, lit(""));
      }
    }
  }

  /** What the code is a code of stands in another column. */
  private void addPlaceOfIntervention(Reference reference) {
    if (register.equals(Interventions.REGISTER)) {
      Column level = read(Interventions.PLACE_LEVEL);
      Column code = read(Interventions.PLACE_CODE);
      Column isMunicipality = level.equalTo(Interventions.MUNICIPALITY);
      Column isUnit = level.equalTo(Interventions.SCHOOL);
      Column isKnownMunicipality = code.isInCollection(reference.municipalities());
      Column isKnownUnit = code.isInCollection(reference.schoolUnits());
      String column = register.source(Interventions.PLACE_CODE).column();
      check(
          RowRule.R07, column, isMunicipality.and(isKnownMunicipality.equalTo(false)), col(column));
      check(RowRule.R06, column, isUnit.and(isKnownUnit.equalTo(false)), col(column));
    }
  }

  private Column read(Field field) {
    return Conform.typed(register.source(field));
  }

  private void check(RowRule rule, String column, Column isBroken, Column text) {
    checks.add(RowCheck.of(rule, column, isBroken, text));
  }
}
