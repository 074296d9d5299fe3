package klara.twin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
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

/** A file of one register: its columns are the register's, in order, under the sender's names. */
final class RegisterFile implements AutoCloseable {
  private static final Map<Identities.Type, Text> ID_TYPES = idTypes();

  private final Register register;
  private final DeliveryFile file;
  private final DeliveryRow row;
  private final Faults faults;
  private final Consumer<WrittenFile> whenDone;

  RegisterFile(
      Register register, DeliveryFile file, Faults faults, Consumer<WrittenFile> whenDone) {
    this.register = register;
    this.file = file;
    this.faults = faults;
    this.whenDone = whenDone;
    row = new DeliveryRow(register.delivered().size());
  }

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
    return register.delivered().indexOf(register.source(field).column());
  }

  DeliveryRow row() {
    return row;
  }

  void student(Student student) {
    row.set(0, student.id());
    row.set(1, Objects.requireNonNull(ID_TYPES.get(student.idType())));
  }

  /** Writes the row, or what a fault makes of it. */
  void write() throws IOException {
    faults.write(this);
  }

  void write(DeliveryRow other) throws IOException {
    file.write(other);
  }

  @Override
  public void close() throws IOException {
    file.close();
    whenDone.accept(file.written());
  }

  private static Map<Identities.Type, Text> idTypes() {
    Map<Identities.Type, Text> texts = new EnumMap<>(Identities.Type.class);
    for (Identities.Type type : Identities.Type.values()) {
      texts.put(type, Text.of(type.name()));
    }
    return texts;
  }
}
