package klara.twin;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A row as the line of text it is delivered as, to be spoilt.
 *
 * @param columns the names in the header
 * @param cells texts without delimiters; "" for nothing
 * @param encoding of the line, which need not be the file's
 */
record Line(List<String> columns, List<String> cells, Charset encoding) {
  static final String DELIMITER = ";";

  Line(List<String> columns, List<String> cells) {
    this(columns, cells, StandardCharsets.UTF_8);
  }

  /** What a column says; "" where there is no such column. */
  String of(String column) {
    int place = columns.indexOf(column);
    return place < 0 ? "" : cells.get(place);
  }

  Line with(String column, String text) {
    List<String> changed = new ArrayList<>(cells);
    changed.set(columns.indexOf(column), text);
    return new Line(columns, changed, encoding);
  }

  /** With one field more than the header. */
  Line longer(String text) {
    List<String> changed = new ArrayList<>(cells);
    changed.add(text);
    return new Line(columns, changed, encoding);
  }

  /** With one field less than the header. */
  Line shorter() {
    return new Line(columns, cells.subList(0, cells.size() - 1), encoding);
  }

  Line in(Charset other) {
    return new Line(columns, cells, other);
  }

  byte[] bytes() {
    return String.join(DELIMITER, cells).getBytes(encoding);
  }
}
