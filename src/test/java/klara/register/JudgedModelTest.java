package klara.register;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import klara.delivery.Delivery;
import klara.delivery.Manifest;
import klara.delivery.Plan;
import klara.register.RegisterModel.Line;
import klara.register.RegisterModel.Sent;
import klara.testing.SparkTest;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of every row of random deliveries, against {@link RegisterModel}: many small inboxes
 * at once, each in a period of its own.
 */
class JudgedModelTest extends SparkTest {
  private static final String LUND = "1281";
  private static final String ELSEWHERE = "0114";
  private static final String NOWHERE = "";
  private static final String LUND_UNIT = "12345678";
  private static final String OTHER_LUND_UNIT = "12345679";
  private static final String UNIT_ELSEWHERE = "87654321";

  private static final Map<String, String> UNITS =
      Map.of(LUND_UNIT, LUND, OTHER_LUND_UNIT, LUND, UNIT_ELSEWHERE, ELSEWHERE);

  private static final Reference REFERENCE =
      new Reference(List.of(), Set.of(LUND, ELSEWHERE), UNITS);

  @BeforeProperty
  void startSpark() {
    runBefore();
  }

  // ------------------------------------------------------------------ random deliveries

  /** A delivery before it has a version: a delta only where its scope has something to change. */
  private record Step(String scope, boolean isDelta, boolean isSameVersion, List<Line> lines) {}

  private static Arbitrary<List<Sent>> inboxes(List<String> scopes, List<String> places) {
    Arbitrary<Line> line =
        Combinators.combine(
                Arbitraries.of("I", "U", "D", "D", "X"),
                Arbitraries.of("a", "b", "c"),
                Arbitraries.of(places),
                Arbitraries.of(0, 1),
                Arbitraries.frequencyOf(
                    Tuple.of(12, Arbitraries.just(Line.Trait.NONE)),
                    Tuple.of(1, Arbitraries.just(Line.Trait.BROKEN)),
                    Tuple.of(1, Arbitraries.just(Line.Trait.TEMPORARY)),
                    Tuple.of(1, Arbitraries.just(Line.Trait.OTHER_BIRTH_YEAR))))
            .as(Line::new);
    return Combinators.combine(
            Arbitraries.of(scopes),
            Arbitraries.of(true, true, false),
            Arbitraries.of(true, false, false),
            line.list().ofMaxSize(5))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(JudgedModelTest::sent);
  }

  private static List<Sent> sent(List<Step> steps) {
    List<Sent> sent = new ArrayList<>();
    Map<String, Integer> newest = new TreeMap<>();
    int version = 0;
    for (Step step : steps) {
      int before = newest.getOrDefault(step.scope(), 0);
      version += step.isSameVersion() && before < version ? 0 : 1;
      sent.add(new Sent(version, step.isDelta() ? before : 0, step.scope(), step.lines()));
      newest.put(step.scope(), version);
    }
    return sent;
  }

  @Provide
  Arbitrary<List<Sent>> ofUnits() {
    return inboxes(
        List.of(
            "riket",
            "riket",
            "kommun:" + LUND,
            "kommun:" + ELSEWHERE,
            "skolenhet:" + LUND_UNIT,
            "skolenhet:" + UNIT_ELSEWHERE),
        List.of(LUND_UNIT, OTHER_LUND_UNIT, UNIT_ELSEWHERE));
  }

  @Provide
  Arbitrary<List<Sent>> ofMunicipalities() {
    return inboxes(
        List.of("riket", "riket", "kommun:" + LUND, "kommun:" + ELSEWHERE),
        List.of(LUND, LUND, ELSEWHERE, NOWHERE));
  }

  // ------------------------------------------------------------------ two registers

  @Property(tries = 6, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void judgesStudentsOfUnitsAsOneDeliveryAfterTheOther(
      @ForAll @Size(100) List<@From("ofUnits") List<Sent>> inboxes) {
    requireAsModelled(Year9Students.REGISTER, true, inboxes);
  }

  @Property(tries = 6, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
  void judgesPersonsWhoMoveAsOneDeliveryAfterTheOther(
      @ForAll @Size(100) List<@From("ofMunicipalities") List<Sent>> inboxes) {
    requireAsModelled(Backgrounds.REGISTER, false, inboxes);
  }

  /** The delivered cells of a line, in the register's order. */
  private static List<@Nullable String> cells(Register register, Line line, int year) {
    Map<String, String> said = new TreeMap<>();
    boolean isTemporary = line.trait() == Line.Trait.TEMPORARY;
    said.put("id", isTemporary ? "20090127TF12" : line.student());
    said.put("id_typ", isTemporary ? "TF" : "LOP");
    if (register.equals(Year9Students.REGISTER)) {
      said.put("lasar", SchoolYear.text(year));
      said.put("skolenhetskod", line.place());
      said.put("kon", "1");
      said.put("fodelsear", line.trait() == Line.Trait.OTHER_BIRTH_YEAR ? "2010" : "2009");
      said.put("anpassad_timplan", String.valueOf(line.variant()));
      said.put("skydd", line.trait() == Line.Trait.BROKEN ? "9" : "0");
    } else {
      said.put("ar", String.valueOf(year));
      if (!line.place().equals(NOWHERE)) {
        said.put("kommun", line.place());
      }
      said.put("bakgrund", "S");
      said.put("foralder_sun", line.trait() == Line.Trait.BROKEN ? "9" : "" + (1 + line.variant()));
    }
    List<@Nullable String> cells = new ArrayList<>();
    register.delivered().forEach(column -> cells.add(said.get(column)));
    return cells;
  }

  // ------------------------------------------------------------------ the comparison

  private static Delivery delivery(Register register, String period, Sent sent) {
    String id =
        "%s/%s/v%02d_%s"
            .formatted(
                register.tabell(),
                period.replace('/', '_'),
                sent.version(),
                sent.scope().replace(':', '-'));
    Manifest manifest =
        new Manifest(
            register.tabell(),
            period,
            sent.version(),
            sent.isDelta() ? Manifest.DELTA : Manifest.FULL,
            sent.base(),
            sent.scope(),
            "2025-09-25T02:10:00+02:00",
            "1",
            "utf-8",
            ";",
            ",",
            List.of(),
            List.of(new Manifest.DataFile("a.csv", 1, id, sent.lines().size())));
    return new Delivery(id, "inbox/" + id, manifest, id);
  }

  private void requireAsModelled(Register register, boolean isOfUnits, List<List<Sent>> inboxes) {
    Map<String, List<Sent>> byPeriod = new TreeMap<>();
    Map<String, String> expected = new TreeMap<>();
    List<Origin> origins = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < inboxes.size(); i++) {
      int year = 1950 + i;
      List<Sent> sent = inboxes.get(i);
      String period = isOfUnits ? SchoolYear.text(year) : String.valueOf(year);
      byPeriod.put(period.replace('/', '_'), sent);
      Map<String, Sent> byId = new TreeMap<>();
      sent.forEach(one -> byId.put(delivery(register, period, one).id(), one));
      List<Delivery> all = sent.stream().map(one -> delivery(register, period, one)).toList();
      List<Delivery> counting =
          Plan.of(all, byId.keySet()).counting().stream()
              .sorted(Comparator.comparing(Delivery::id))
              .toList();
      RegisterModel model = new RegisterModel(isOfUnits, UNITS);
      model.apply(byId);
      Map<String, String> fates = model.fates();
      for (Delivery delivery : counting) {
        List<Line> lines = Objects.requireNonNull(byId.get(delivery.id())).lines();
        origins.add(delivery.origin("a.csv"));
        for (int line = 0; line < lines.size(); line++) {
          boolean isDelta = delivery.isDelta();
          List<@Nullable Object> cells = new ArrayList<>(cells(register, lines.get(line), year));
          cells.add(isDelta ? lines.get(line).op() : null);
          cells.add(origins.size() - 1);
          cells.add(line + 2L);
          cells.add(true);
          cells.add(null);
          rows.add(RowFactory.create(cells.toArray()));
          String place = delivery.id() + "#" + (line + 2);
          expected.put(place, Objects.requireNonNull(fates.remove(place)));
        }
      }
      // What the plan leaves out must be what the model keeps nothing of.
      assertThat(fates).as("%s", sent).doesNotContainValue(Conform.ACCEPTED);
    }

    Dataset<Row> conformed =
        new Conform(register, REFERENCE, origins, false)
            .conformed(spark().createDataFrame(rows, schema(register)), new byte[32], 2);

    Map<String, String> found = new TreeMap<>();
    for (Row row :
        conformed
            .select(Lineage.DELIVERY.col(), col(Conform.LINE), col(Conform.FATE))
            .collectAsList()) {
      String before = found.put(row.getString(0) + "#" + row.getLong(1), row.getString(2));
      assertThat(before).as("a row came out twice").isNull();
    }
    assertThat(differences(byPeriod, expected, found)).isEmpty();
    assertThat(found).isEqualTo(expected);
    assertThat(found.values()).contains(Conform.ACCEPTED, Conform.REJECTED, Conform.SUPERSEDED);
  }

  private static StructType schema(Register register) {
    StructType schema = new StructType();
    for (String name : register.delivered()) {
      schema = schema.add(name, DataTypes.StringType);
    }
    return schema
        .add(Conform.OP, DataTypes.StringType)
        .add(Conform.ORIGIN, DataTypes.IntegerType)
        .add(Conform.LINE, DataTypes.LongType)
        .add(Conform.OPENS_LINE, DataTypes.BooleanType)
        .add(Conform.LINE_RULE, DataTypes.StringType);
  }

  /** The smallest inbox of which something else became than the model says, in words. */
  private static String differences(
      Map<String, List<Sent>> inboxes, Map<String, String> expected, Map<String, String> found) {
    Set<String> places = new HashSet<>(expected.keySet());
    places.addAll(found.keySet());
    Map<String, List<String>> byPeriod =
        places.stream()
            .filter(place -> !Objects.equals(expected.get(place), found.get(place)))
            .sorted()
            .collect(Collectors.groupingBy(place -> place.split("/", -1)[1]));
    return byPeriod.entrySet().stream()
        .min(Comparator.comparing(entry -> size(inboxes.getOrDefault(entry.getKey(), List.of()))))
        .map(
            entry ->
                "%d of %d inboxes; %s in%n%s"
                    .formatted(
                        byPeriod.size(),
                        inboxes.size(),
                        entry.getValue().stream()
                            .map(
                                place ->
                                    "%s: expected %s, found %s"
                                        .formatted(place, expected.get(place), found.get(place)))
                            .toList(),
                        inboxes.getOrDefault(entry.getKey(), List.of()).stream()
                            .map(Sent::toString)
                            .collect(Collectors.joining("\n"))))
        .orElse("");
  }

  private static int size(List<Sent> sent) {
    return sent.size() + sent.stream().mapToInt(one -> one.lines().size()).sum();
  }
}
