package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import klara.register.Form;
import klara.register.Person;
import klara.register.Register;
import klara.register.Source;
import klara.store.DeliveryColumn;
import klara.store.DeliveryColumn.Kind;
import klara.store.DeliveryFile;
import klara.store.DeliveryRow;
import klara.store.Text;
import klara.store.WrittenFile;
import klara.table.Field;
import klara.twin.Deliveries.Delivery;
import klara.twin.Fault.Fate;
import klara.twin.Faults.Planted;

/** A file of one register. */
final class RegisterFile implements AutoCloseable {
  private static final Map<Identities.Type, Text> ID_TYPES = idTypes();

  private final Delivery delivery;
  private final String name;
  private final DeliveryFile file;
  private final List<DeliveryColumn> columns;
  private final DeliveryRow row;
  private final Faults faults;
  private final BiConsumer<WrittenFile, List<Planted>> whenDone;
  private Optional<FirstVersion> first = Optional.empty();
  private BiConsumer<FirstVersion, WrittenFile> whenFirstDone = (version, written) -> {};

  /**
   * A file that has been begun.
   *
   * @param delivery it belongs to
   * @param name without folder
   * @param columns of the file
   * @param file to write to
   * @param faults to plant in it
   * @param whenDone is told what was written and planted
   */
  RegisterFile(
      Delivery delivery,
      String name,
      List<DeliveryColumn> columns,
      DeliveryFile file,
      Faults faults,
      BiConsumer<WrittenFile, List<Planted>> whenDone) {
    this.delivery = delivery;
    this.name = name;
    this.columns = columns;
    this.file = file;
    this.faults = faults;
    this.whenDone = whenDone;
    row = new DeliveryRow(columns.size());
  }

  /** The columns of a register, in order, under the sender's names. */
  static List<DeliveryColumn> columns(Register register) {
    List<DeliveryColumn> columns = new ArrayList<>();
    if (register.isAboutPersons()) {
      columns.add(new DeliveryColumn(Person.ID, Kind.TEXT));
      columns.add(new DeliveryColumn(Person.ID_TYPE, Kind.TEXT));
    }
    for (Source source : register.sources()) {
      columns.add(new DeliveryColumn(source.column(), kind(source.form())));
    }
    return columns;
  }

  private static Kind kind(Form form) {
    if (form instanceof Form.WholeNumber || form instanceof Form.Flag) {
      return Kind.NUMBER;
    }
    return form instanceof Form.Day ? Kind.DAY : Kind.TEXT;
  }

  /** Where a field stands in the row. */
  int column(Field field) {
    return column(delivery.register().source(field).column());
  }

  /** Where a column stands in the row. */
  int column(String name) {
    return columns.stream().map(DeliveryColumn::name).toList().indexOf(name);
  }

  DeliveryRow row() {
    return row;
  }

  void student(Student student) {
    person(student.id(), student.idType());
  }

  void person(Text id, Identities.Type type) {
    row.set(0, id);
    row.set(1, Objects.requireNonNull(ID_TYPES.get(type)));
  }

  Delivery delivery() {
    return delivery;
  }

  String name() {
    return name;
  }

  long nextLine() {
    return file.nextLine();
  }

  /** The row as a line of text. */
  Line line() {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(row.isPresent(i) ? columns.get(i).text(row, i) : "");
    }
    return new Line(columns.stream().map(DeliveryColumn::name).toList(), cells);
  }

  /**
   * Writes the row, or what a fault makes of it.
   *
   * @return whether the row stands in the file as it is, alone
   */
  boolean write() throws IOException {
    return faults.write(this);
  }

  /** Writes the row as it is, which breaks a rule that warns. */
  void writeWarned(String rule) throws IOException {
    faults.note(this, rule, "", Fate.ACCEPTED);
    writeSound();
  }

  void writeSound() throws IOException {
    file.write(row);
    if (first.isPresent()) {
      first.get().write(row);
    }
  }

  /** Makes this the correction of a file that came before. */
  void after(FirstVersion version, BiConsumer<FirstVersion, WrittenFile> told) {
    first = Optional.of(version);
    whenFirstDone = told;
  }

  void write(Line line) throws IOException {
    file.writeLine(line.bytes());
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (first.isPresent()) {
      whenFirstDone.accept(first.get(), first.get().close());
    }
    whenDone.accept(file.written(), faults.planted());
  }

  private static Map<Identities.Type, Text> idTypes() {
    Map<Identities.Type, Text> texts = new EnumMap<>(Identities.Type.class);
    for (Identities.Type type : Identities.Type.values()) {
      texts.put(type, Text.of(type.name()));
    }
    return texts;
  }
}
