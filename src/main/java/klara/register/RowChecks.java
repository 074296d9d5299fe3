package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_date;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import klara.table.Field;
import klara.table.Rule;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** The rules that one delivered row can break by itself. */
final class RowChecks {
  private static final List<Integer> PROGRAMME_LENGTHS = List.of(2, 3, 4, 5);

  /** Rows say I, U or D: put in, change, take away. */
  static final String TAKE_AWAY = "D";

  private static final List<String> OPERATIONS = List.of("I", "U", TAKE_AWAY);

  /** Ages in the year of the autumn term. */
  private static final Map<String, List<Integer>> AGES =
      Map.of(
          Year9Students.REGISTER.tabell(), List.of(14, 18),
          UpperSecondaryEnrolments.REGISTER.tabell(), List.of(15, 25));

  private final Register register;
  private final Reference reference;
  private final Origins origins;
  private final List<RowCheck> checks = new ArrayList<>();

  /**
   * For the rows of some files of one register.
   *
   * @param inventedOnly whether an id that can belong to somebody breaks {@link RowRule#R21}
   */
  RowChecks(Register register, Reference reference, Origins origins, boolean inventedOnly) {
    this.register = register;
    this.reference = reference;
    this.origins = origins;
    if (register.isAboutPersons()) {
      addOfPerson(inventedOnly);
    }
    register.sources().forEach(source -> add(source, inventedOnly));
    checks.addAll(CrossChecks.of(register, reference));
    addOfDelivery();
  }

  /** Whether a row breaks no rule that sets it aside: true or false, never null. */
  Column isSound() {
    return checks.stream()
        .filter(check -> !check.isWarning() && !check.isImplied())
        .map(check -> check.isBroken().equalTo(false))
        .reduce(col(Conform.LINE_RULE).isNull(), Column::and);
  }

  /** Whether a row breaks a rule that is only counted: true or false, never null. */
  Column isWarned() {
    return checks.stream()
        .filter(RowCheck::isWarning)
        .map(RowCheck::isBroken)
        .reduce(Column::or)
        .orElseGet(() -> lit(false));
  }

  /** Every rule that a row breaks, as rule, column and masked value; null for those it keeps. */
  List<Column> breaches() {
    return checks.stream().map(RowCheck::breach).toList();
  }

  // ------------------------------------------------------------------ the person

  private void addOfPerson(boolean inventedOnly) {
    Column id = col(Person.ID);
    Identity identity = Identity.in(Person.ID);
    Column isMissing = id.isNull().or(col(Person.ID_TYPE).isNull());
    check(RowRule.R02, Person.ID, isMissing, id);
    Column isValid = identity.isValid();
    check(RowRule.R01, Person.ID, isMissing.equalTo(false).and(isValid.equalTo(false)), id);
    if (inventedOnly) {
      Column isReal = identity.isInvented().equalTo(false);
      check(RowRule.R21, Person.ID, isReal.and(isValid), lit(""));
    }
    if (origins.hasDeltas()) {
      Column isLink = col(Conform.OP).isin("U", TAKE_AWAY);
      check(RowRule.R19, Person.ID, isLink.and(identity.isTemporary()), lit(""));
    }
    List<Integer> ages = AGES.get(register.tabell());
    if (ages != null) {
      // A number out of all range is a breach of another rule, not an overflow that ends the night.
      Column age = read(SchoolYear.SCHOOL_YEAR).cast("bigint").minus(read(Person.BIRTH_YEAR));
      Column isOther = age.between(ages.get(0), ages.get(1)).equalTo(false);
      check(RowRule.R12, "fodelsear", isOther, col("fodelsear"));
    }
  }

  // ------------------------------------------------------------------ one column

  private void add(Source source, boolean inventedOnly) {
    Column text = col(Conform.quoted(source.column()));
    Column value = Conform.typed(source);
    boolean isKey = register.table().key().contains(source.field());
    // What is to be taken away is named by its key; the rest need not be said again.
    Column isSaid =
        isKey || !origins.hasDeltas()
            ? lit(true)
            : coalesce(isTakenAway().equalTo(false), lit(true));
    if (source.form() instanceof Form.PersonId) {
      addOfOtherPerson(source, text, inventedOnly);
      return;
    }
    if (source.form().canFail()) {
      Column isUnread = text.isNotNull().and(value.isNull());
      check(source.form().breach(), source.column(), isUnread, text);
    }
    for (Rule rule : source.field().rules()) {
      if (rule instanceof Rule.Known) {
        check(RowRule.R02, source.column(), isSaid.and(text.isNull()), text);
      } else if (!(rule.equals(Municipalities.CODE_FORM) && isLookedUp(source.field()))) {
        // what is known has the form
        Column isBroken = rule.holds(value).equalTo(false);
        RowCheck check = RowCheck.of(ruleOf(source.field(), rule), source.column(), isBroken, text);
        checks.add(isKnownUnit(source.field()) ? check.implied() : check);
      }
    }
    if (isKey && source.form() instanceof Form.SchoolYearText) {
      check(RowRule.R09, source.column(), value.notEqual(origins.schoolYear()), text);
    }
    source
        .codeList()
        .ifPresent(
            list ->
                check(RowRule.R05, source.column(), isInForce(list, source).equalTo(false), text));
    if (isKey && source.field().equals(ActivityResponsibility.HALF_YEAR)) {
      check(RowRule.R09, source.column(), value.notEqual(origins.period()), text);
    }
    if (isLookedUp(source.field())) {
      Column isKnown = value.isInCollection(reference.municipalities());
      if (source.field().equals(AggregateFigures.AREA_CODE)) {
        Column isNone = value.rlike("^[0-9]{4}$").equalTo(false);
        isKnown = isKnown.or(value.equalTo(AggregateFigures.COUNTRY)).or(isNone);
      }
      check(RowRule.R07, source.column(), isKnown.equalTo(false), text);
    }
    if (isKnownUnit(source.field())) {
      Column isUnknown = value.isInCollection(reference.schoolUnits()).equalTo(false);
      check(RowRule.R06, source.column(), isUnknown, text);
    }
  }

  private void addOfOtherPerson(Source source, Column text, boolean inventedOnly) {
    Identity identity = Identity.in(source.column());
    check(RowRule.R02, source.column(), text.isNull(), text);
    Column isValid = identity.isValid();
    check(RowRule.R01, source.column(), text.isNotNull().and(isValid.equalTo(false)), text);
    if (inventedOnly) {
      Column isReal = identity.isInvented().equalTo(false);
      check(RowRule.R21, source.column(), isReal.and(isValid), lit(""));
    }
    check(RowRule.R19, source.column(), identity.isTemporary(), lit(""));
  }

  private Column isInForce(String list, Source source) {
    Reference.Days days =
        Reference.Days.between(
            make_date(origins.year(), lit(1), lit(1)),
            make_date(origins.year().plus(1), lit(12), lit(31)));
    if (register.dated().isPresent()) {
      Column dated = read(register.dated().get());
      if (register.dated().get().type().equals(DataTypes.DateType)) {
        days = Reference.Days.between(dated, dated);
      } else if (register.dated().get().equals(SchoolYear.SCHOOL_YEAR)) {
        days = Reference.Days.ofSchoolYear(dated);
      }
    }
    List<Integer> prefixes =
        source.field().equals(UpperSecondaryEnrolments.STUDY_PATH_CODE)
            ? PROGRAMME_LENGTHS
            : List.of();
    return reference.isInForce(list, Conform.typed(source), prefixes, days);
  }

  private boolean isLookedUp(Field field) {
    return isMunicipality(field) && !register.equals(Municipalities.REGISTER);
  }

  private boolean isKnownUnit(Field field) {
    return field.equals(SchoolUnits.SCHOOL_UNIT_CODE) && !register.equals(SchoolUnits.REGISTER);
  }

  private static boolean isMunicipality(Field field) {
    return field.rules().contains(Municipalities.CODE_FORM)
        || field.rules().contains(AggregateFigures.CODE_FORM);
  }

  private static RowRule ruleOf(Field field, Rule rule) {
    if (isMunicipality(field)) {
      return RowRule.R07;
    }
    return rule instanceof Rule.OneOf ? RowRule.R05 : RowRule.R08;
  }

  // ------------------------------------------------------------------ the delivery

  private void addOfDelivery() {
    if (origins.hasDeltas()) {
      Column op = col(Conform.OP);
      Column isOther = op.isin(OPERATIONS.toArray()).equalTo(false);
      check(RowRule.R02, Conform.OP, origins.isDelta().and(op.isNull()), op);
      check(RowRule.R05, Conform.OP, origins.isDelta().and(isOther), op);
    }
    if (origins.hasScopes()) {
      check(RowRule.R20, "", new Scopes(register, reference, origins).isOutside(), lit(""));
    }
  }

  static Column isTakenAway() {
    return coalesce(col(Conform.OP).equalTo(TAKE_AWAY), lit(false));
  }

  private Column read(Field field) {
    return Conform.typed(register.source(field));
  }

  private void check(RowRule rule, String column, Column isBroken, Column text) {
    checks.add(RowCheck.of(rule, column, isBroken, text));
  }
}
