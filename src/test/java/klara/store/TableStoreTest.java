package klara.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import klara.outcome.OutcomeCells;
import klara.register.Person;
import klara.table.ContractException;
import klara.table.Field;
import klara.table.Rule;
import klara.table.Table;
import klara.table.Zone;
import klara.testing.SparkTest;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableStoreTest extends SparkTest {
  private static final Table PLACES =
      new Table(
          Zone.ANALYSIS,
          "places",
          "one row per place",
          List.of(OutcomeCells.HOME_PLACE),
          List.of(
              OutcomeCells.HOME_PLACE,
              Field.of(
                  "students",
                  DataTypes.LongType,
                  "How many live there",
                  Rule.Between.of("0", "9"))));
  private static final Table STUDENTS =
      new Table(
          Zone.HISTORIES,
          "pupils",
          "one row per student",
          List.of(Person.STUDENT_ID),
          List.of(Person.STUDENT_ID, Person.SEX));

  @TempDir private Path root = Path.of("");

  private Warehouse warehouse() {
    return new Warehouse(new Storage(), root.toString());
  }

  private TableStore store() {
    return new TableStore(spark(), warehouse(), 2);
  }

  private Dataset<Row> places() {
    return rows(PLACES, "home_place | students\n1281 | 5\n1280 | 7");
  }

  private Map<String, String> footer(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file =
          files.filter(any -> any.toString().endsWith(".parquet")).findFirst().orElseThrow();
      try (ParquetFileReader reader =
          ParquetFileReader.open(
              HadoopInputFile.fromPath(
                  new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
        FileMetaData data = reader.getFooter().getFileMetaData();
        return data.getKeyValueMetaData();
      }
    }
  }

  @Test
  void carriesTheMeaningOfEveryColumnIntoTheFilesFooter() throws IOException {
    store().write(PLACES, places(), "1");

    assertThat(footer(root.resolve("analysis/places/1")))
        .extractingByKey("org.apache.spark.sql.parquet.row.metadata")
        .asString()
        .contains("\"comment\":\"How many live there\"")
        .contains("\"comment\":\"Municipality of residence: four digits in Skåne;");
  }

  @Test
  void readsBackWhatItWroteWhetherInBucketsOrNot() {
    String students =
        """
        student_id                       | sex
        00000000000000000000000000000001 | girls
        00000000000000000000000000000002 |
        00000000000000000000000000000003 | boys
        """;

    assertThat(store().write(PLACES, places(), "1")).isEqualTo(2);
    assertThat(store().write(STUDENTS, rows(STUDENTS, students), "1")).isEqualTo(3);

    assertRows(PLACES, "students | home_place\n7 | 1280\n5 | 1281", store().read(PLACES, "1"));
    assertRows(STUDENTS, students, new TableStore(spark(), warehouse(), 2).read(STUDENTS, "1"));
  }

  @Test
  void leavesAVersionIncompleteThatBreaksItsContract() {
    Dataset<Row> wrong = rows(PLACES, "home_place | students\n1281 | 10\n1281 | 5\n | -1");

    assertThatThrownBy(() -> store().write(PLACES, wrong, "1"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Table 'places' breaks its contract: key (home_place) must be unique (1 key is not);"
                + " home_place must be never null (1 row is not);"
                + " students must be from 0 to 9 (2 rows are not)");
    assertThatThrownBy(() -> store().read(PLACES, "1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Cannot read table 'places': no complete version in ");
  }
}
