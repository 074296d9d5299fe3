package klara;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import klara.register.Pseudonym;

@AnalyzeClasses(packages = "klara", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Each room and those it may look into, all of them built before it. */
  private static final Map<String, List<String>> ROOMS = rooms();

  private static Map<String, List<String>> rooms() {
    String plan =
        """
        table      |
        stats      |
        register   | table
        delivery   | register table
        history    | register table
        outcome    | history register table
        disclosure | stats table
        region     | outcome history register disclosure stats table
        disparity  | region outcome history register disclosure stats table
        risk       | outcome history register disclosure stats table
        pathway    | region outcome history register disclosure stats table
        release    | region disparity risk pathway outcome delivery disclosure table
        store      | release delivery register disclosure table
        twin       | store delivery register table
        job        | store release region disparity risk pathway outcome history delivery register disclosure table
        """;
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    plan.lines()
        .map(line -> line.split("\\|", -1))
        .forEach(
            parts ->
                rooms.put(
                    parts[0].strip(),
                    Arrays.stream(parts[1].strip().split(" ", -1))
                        .filter(room -> !room.isEmpty())
                        .toList()));
    return rooms;
  }

  private static String packageOf(String room) {
    return "klara." + room + "..";
  }

  @ArchTest
  static void everyRoomIsInThePlan(JavaClasses all) {
    TreeSet<String> found = new TreeSet<>();
    all.forEach(one -> found.add(one.getPackageName()));
    found.remove("klara");

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            ROOMS.keySet().stream().map(room -> "klara." + room).toList());
  }

  @ArchTest
  static void everyRoomLooksOnlyIntoThoseOfThePlan(JavaClasses all) {
    ROOMS.forEach(
        (room, others) -> {
          TreeSet<String> allowed = new TreeSet<>();
          others.forEach(other -> allowed.add(packageOf(other)));
          allowed.add(packageOf(room));
          classes()
              .that()
              .resideInAPackage(packageOf(room))
              .should()
              .onlyDependOnClassesThat(
                  resideOutsideOfPackage("klara..")
                      .or(resideInAnyPackage(allowed.toArray(String[]::new))))
              .because(room + " may look into " + others + " only")
              .check(all);
        });
  }

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching("klara.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheEdgesTouchTheSession =
      noClasses()
          .that()
          .resideOutsideOfPackages("klara", "klara.store")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.SparkSession")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameReader")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.DataFrameWriter");

  @ArchTest
  static final ArchRule onlyTheCommandLineAsksTheClock =
      noClasses()
          .that()
          .resideOutsideOfPackage("klara")
          .should()
          .callMethodWhere(
              target(owner(resideInAnyPackage("java.time.."))).and(target(name("now"))))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.time.Clock");

  @ArchTest
  static final ArchRule onlyPseudonymsAreAUserDefinedFunction =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Pseudonym.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark.sql.api.java..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.apache.spark.sql.expressions.UserDefinedFunction");
}
