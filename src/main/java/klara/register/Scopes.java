package klara.register;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import klara.table.Field;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Deliveries of a part of the country: which rows lie outside what their delivery is about, and
 * which rows of an older one a newer full delivery replaces. A row lies where its school unit lies;
 * where a register has no unit, in the municipality that is responsible or that the person lives
 * in.
 */
final class Scopes {
  private static final List<Field> PLACES =
      List.of(
          SchoolUnits.SCHOOL_MUNICIPALITY_CODE,
          ActivityResponsibility.RESPONSIBLE_MUNICIPALITY_CODE,
          Backgrounds.RESIDENCE_MUNICIPALITY_CODE);

  private final Register register;
  private final Reference reference;
  private final Origins origins;

  Scopes(Register register, Reference reference, Origins origins) {
    this.register = register;
    this.reference = reference;
    this.origins = origins;
  }

  /** Whether a register can be delivered for such a scope at all. */
  public static boolean isPossible(Register register, String scope) {
    boolean hasUnit = hasUnit(register);
    boolean hasPlace = hasUnit || place(register) != null;
    return scope.equals(Origin.COUNTRY)
        || (scope.startsWith(Origin.SCHOOL_UNIT) && hasUnit)
        || (scope.startsWith(Origin.MUNICIPALITY) && hasPlace);
  }

  private static boolean hasUnit(Register register) {
    return register.table().columns().contains(SchoolUnits.SCHOOL_UNIT_CODE);
  }

  private static @Nullable Field place(Register register) {
    return PLACES.stream().filter(register.table().columns()::contains).findFirst().orElse(null);
  }

  /** Whether a row lies outside the scope of its delivery: true or false, never null. */
  Column isOutside() {
    Map<String, List<Integer>> files = new TreeMap<>();
    for (int i = 0; i < origins.files().size(); i++) {
      if (!origins.files().get(i).isWholeCountry()) {
        files.computeIfAbsent(origins.files().get(i).scope(), any -> new ArrayList<>()).add(i);
      }
    }
    Column isOutside = lit(false);
    for (Map.Entry<String, List<Integer>> scope : files.entrySet()) {
      Origin origin = origins.files().get(scope.getValue().get(0));
      Column isInside = coalesce(liesWithin(List.of(origin)), lit(false));
      isOutside = isOutside.or(origins.isOf(scope.getValue()).and(isInside.equalTo(false)));
    }
    return isOutside;
  }

  /**
   * Whether a newer full delivery of a part of the country says how it is where the row lies: true
   * or false, never null.
   */
  Column isReplaced() {
    Map<String, Map<Integer, List<Origin>>> newer = new TreeMap<>();
    for (Origin origin : origins.files()) {
      if (!origin.isDelta() && !origin.isWholeCountry()) {
        newer
            .computeIfAbsent(origin.period(), any -> new TreeMap<>())
            .computeIfAbsent(origin.version(), any -> new ArrayList<>())
            .add(origin);
      }
    }
    Column isReplaced = lit(false);
    for (Map.Entry<String, Map<Integer, List<Origin>>> period : newer.entrySet()) {
      for (Map.Entry<Integer, List<Origin>> version : period.getValue().entrySet()) {
        List<Integer> older = older(period.getKey(), version.getKey());
        if (!older.isEmpty()) {
          isReplaced = isReplaced.or(origins.isOf(older).and(liesWithin(version.getValue())));
        }
      }
    }
    return coalesce(isReplaced, lit(false));
  }

  private List<Integer> older(String period, int version) {
    List<Integer> older = new ArrayList<>();
    for (int i = 0; i < origins.files().size(); i++) {
      Origin file = origins.files().get(i);
      if (file.period().equals(period) && file.version() < version) {
        older.add(i);
      }
    }
    return older;
  }

  /** Within one of some scopes; null where nobody knows where the row lies. */
  private Column liesWithin(List<Origin> scopes) {
    Set<String> units = new HashSet<>();
    Set<String> municipalities = new HashSet<>();
    for (Origin origin : scopes) {
      (origin.scope().startsWith(Origin.SCHOOL_UNIT) ? units : municipalities)
          .add(origin.scopeCode());
    }
    Field place = place(register);
    if (hasUnit(register)) {
      Column unit = Conform.typed(register.source(SchoolUnits.SCHOOL_UNIT_CODE));
      if (place == null) {
        units.addAll(reference.unitsIn(municipalities));
        return unit.isInCollection(units);
      }
      return unit.isInCollection(units)
          .or(Conform.typed(register.source(place)).isInCollection(municipalities));
    }
    return place == null
        ? lit(false)
        : Conform.typed(register.source(place)).isInCollection(municipalities);
  }
}
