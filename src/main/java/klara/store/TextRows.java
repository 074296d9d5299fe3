package klara.store;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import klara.register.RowRule;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a stretch of a text file: the columns asked for as trimmed text, null where nothing
 * was said; then the number of the file, the line, whether the row opens its line, and the rule
 * that the line itself breaks. One line is one row; in the wide form, one row for each subject.
 *
 * <p>The rows are Spark's own and point into the line that was read: they hold until the next is
 * asked for.
 */
final class TextRows implements Iterator<InternalRow> {
  /** In characters; no value of any register comes near it. */
  static final int LONGEST_FIELD = 10_000;

  private static final int MOST_COLUMNS = 20_000;
  private static final char QUOTE = '"';
  private static final int[] NOWHERE = {};

  /** Cp1252's reading of the bytes 80 to BF, which follow an Ã where UTF-8 was read as Cp1252. */
  static final String MOJIBAKE_TAIL =
      new String(bytes(0x80, 0xbf), Charset.forName("windows-1252"));

  /**
   * How the lines of a file are taken apart.
   *
   * @param fields how many the header has
   * @param positions where each column asked for stands in a line, −1 where it does not
   * @param wide for each subject, what to put in the columns asked for; empty in the long form
   */
  record Form(
      String charset,
      char delimiter,
      Set<String> nullTokens,
      int fields,
      List<Integer> positions,
      List<WideSubject> wide)
      implements Serializable {}

  /**
   * A subject of the wide form.
   *
   * @param subject its code
   * @param into column asked for that takes the code
   * @param positions for each column asked for: where it stands in a line, or −1
   * @param grade where its grade stands in a line; without a grade there is no row
   */
  record WideSubject(String subject, int into, List<Integer> positions, int grade)
      implements Serializable {}

  /** What a task reads. */
  record Stretch(String path, int origin, Form form, FileFacts.Stretch lines)
      implements Serializable {}

  private final Stretch stretch;
  private final Form form;
  private final InputStream in;
  private final LineReader lines;
  private final Charset charset;
  private final Text read = new Text();
  private final CsvParser quoted;
  private final boolean isPlainDelimiter;
  private final byte[][] nullTokens;
  private final int[] wanted;
  private final int[] positions;
  private final int[][] widePositions;
  private final @Nullable UTF8String[] fields;
  private final List<InternalRow> ready = new ArrayList<>();
  private int next;
  private long line;
  private long left;

  /**
   * Opens a stretch.
   *
   * @param wanted which of the columns that the class names rows are to have, by their numbers
   */
  TextRows(Storage storage, Stretch stretch, int[] wanted) {
    this.stretch = stretch;
    this.wanted = wanted.clone();
    this.form = stretch.form();
    this.positions = numbers(form.positions());
    this.widePositions =
        form.wide().stream().map(subject -> numbers(subject.positions())).toArray(int[][]::new);
    this.charset = Charset.forName(form.charset());
    this.quoted = parser(form.delimiter());
    this.isPlainDelimiter = form.delimiter() != QUOTE && isText(String.valueOf(form.delimiter()));
    this.nullTokens =
        form.nullTokens().stream()
            .map(token -> token.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    this.fields = new UTF8String[form.fields()];
    this.line = stretch.lines().firstLine() - 1;
    this.left = stretch.lines().end() - stretch.lines().start();
    try {
      FSDataInputStream file = storage.open(stretch.path());
      file.seek(stretch.lines().start());
      this.in = FileFacts.isPacked(stretch.path()) ? FileFacts.unpacked(file) : file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.lines = new LineReader(in, 1 << 18);
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The library's parser, set to take one line apart and to keep every space. */
  static CsvParser parser(char delimiter) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(delimiter);
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.getFormat().setComment('\0');
    return new CsvParser(settings);
  }

  @Override
  public boolean hasNext() {
    while (next == ready.size()) {
      next = 0;
      ready.clear();
      if (left <= 0 || !readLine()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.get(next++);
  }

  /** Reads one line into {@link #ready}; a line with nothing on it gives no row. */
  private boolean readLine() {
    try {
      int consumed = lines.readLine(read, FileFacts.LONGEST_LINE);
      left -= consumed;
      line++;
      if (consumed == 0 || left <= 0) {
        in.close();
      }
      if (consumed == 0) {
        return false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (line > 1) {
      if (cutPlain(read.getBytes(), read.getLength())) {
        addRows();
      } else {
        String text = new String(read.getBytes(), 0, read.getLength(), charset);
        if (!isBlank(text)) {
          add(text);
        }
      }
    }
    return true;
  }

  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }

  private void add(String text) {
    if (!isText(text)) {
      ready.add(row(NOWHERE, -1, "", true, RowRule.R15.name()));
    } else if (!split(text)) {
      ready.add(row(NOWHERE, -1, "", true, RowRule.R14.name()));
    } else {
      addRows();
    }
  }

  private void addRows() {
    for (int i = 0; i < widePositions.length; i++) {
      WideSubject subject = form.wide().get(i);
      if (fields[subject.grade()] != null) {
        ready.add(row(widePositions[i], subject.into(), subject.subject(), ready.isEmpty(), null));
      }
    }
    if (ready.isEmpty()) {
      // Also a line of the wide form that says nothing of any subject: a row that lacks its key.
      ready.add(row(positions, -1, "", true, null));
    }
  }

  /** A row of what is wanted; without positions, one that says nothing. */
  private InternalRow row(
      int[] from, int into, String subject, boolean isOpening, @Nullable String rule) {
    int columns = positions.length;
    @Nullable Object[] cells = new Object[wanted.length];
    for (int i = 0; i < wanted.length; i++) {
      int column = wanted[i];
      if (column < columns) {
        int position = from.length == 0 ? -1 : from[column];
        cells[i] =
            column == into
                ? UTF8String.fromString(subject)
                : position < 0 ? null : fields[position];
      } else {
        cells[i] =
            switch (column - columns) {
              case 0 -> stretch.origin();
              case 1 -> line;
              case 2 -> isOpening;
              default -> UTF8String.fromString(rule);
            };
      }
    }
    return new GenericInternalRow(cells);
  }

  /**
   * Whether a line is text in the declared encoding: no bytes that the encoding does not have, no
   * control or invisible formatting characters, no UTF-8 that was read as something else.
   */
  static boolean isText(String line) {
    for (int i = 0; i < line.length(); i++) {
      char one = line.charAt(i);
      if ((one >= ' ' && one < 0x7f) || one == '\t') {
        continue;
      }
      if (one == '\uFFFD' || isInvisible(line.codePointAt(i))) {
        return false;
      }
      if (one == 'Ã' && i + 1 < line.length() && MOJIBAKE_TAIL.indexOf(line.charAt(i + 1)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Controls, direction marks, joiners and the like, which change what a reader sees; not the soft
   * hyphen.
   */
  private static boolean isInvisible(int one) {
    return switch (Character.getType(one)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      case Character.FORMAT -> one != '\u00AD';
      default -> false;
    };
  }

  /**
   * Takes apart a line that is nothing but plain ASCII without a quote, in which every encoding
   * that is read agrees, byte by byte.
   *
   * @return false where the line is not so, or has not as many fields as it should, or too long
   *     ones, or nothing on it: whatever may be wrong with it is then for others to say
   */
  private boolean cutPlain(byte[] text, int length) {
    char delimiter = form.delimiter();
    if (!isPlainDelimiter) {
      return false;
    }
    int field = 0;
    int from = 0;
    boolean isTold = false;
    for (int i = 0; i < length; i++) {
      byte one = text[i];
      if (one == delimiter) {
        if (field + 1 >= fields.length || i - from > LONGEST_FIELD) {
          return false;
        }
        fields[field++] = told(text, from, i);
        from = i + 1;
        isTold |= one != ' ';
      } else if (one <= ' ' ? one != ' ' && one != '\t' : one == QUOTE || one == 0x7f) {
        return false;
      } else if (one != ' ') {
        isTold = true;
      }
    }
    if (!isTold || field + 1 != fields.length || length - from > LONGEST_FIELD) {
      return false;
    }
    fields[field] = told(text, from, length);
    return true;
  }

  private @Nullable UTF8String told(byte[] text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && (text[from] == ' ' || text[from] == '\t')) {
      from++;
    }
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t')) {
      to--;
    }
    if (from == to) {
      return null;
    }
    for (byte[] token : nullTokens) {
      if (Arrays.equals(text, from, to, token, 0, token.length)) {
        return null;
      }
    }
    return UTF8String.fromBytes(text, from, to - from);
  }

  private boolean split(String text) {
    return text.indexOf(QUOTE) >= 0 ? parse(text) : cut(text);
  }

  /** Without a quote there is no syntax but the delimiter, and nothing for a parser to do. */
  private boolean cut(String text) {
    int field = 0;
    int from = 0;
    while (true) {
      int to = text.indexOf(form.delimiter(), from);
      if (field == fields.length) {
        return false;
      }
      int end = to < 0 ? text.length() : to;
      if (end - from > LONGEST_FIELD) {
        return false;
      }
      fields[field++] = told(text, from, end);
      if (to < 0) {
        return field == fields.length;
      }
      from = to + 1;
    }
  }

  private boolean parse(String text) {
    if (isQuoteOpen(text)) {
      return false;
    }
    @Nullable String[] parsed;
    try {
      parsed = quoted.parseLine(text);
    } catch (TextParsingException e) {
      return false; // more fields than any header has
    }
    if (parsed == null || parsed.length != fields.length) {
      return false;
    }
    for (int i = 0; i < parsed.length; i++) {
      String one = parsed[i];
      if (one != null && one.length() > LONGEST_FIELD) {
        return false;
      }
      fields[i] = one == null ? null : told(one, 0, one.length());
    }
    return true;
  }

  /** A quote that never ends would make one field of the rest of the line. */
  private static boolean isQuoteOpen(String text) {
    return text.chars().filter(one -> one == QUOTE).count() % 2 == 1;
  }

  private @Nullable UTF8String told(String text, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      return null;
    }
    String value = text.substring(from, to);
    return form.nullTokens().contains(value) ? null : UTF8String.fromString(value);
  }

  private static boolean isSpace(char one) {
    return one == ' ' || one == '\t' || one == '\u00A0';
  }

  /** The header's fields as they stand; empty where there is none. */
  static List<String> header(Storage storage, String path, Charset charset, char delimiter)
      throws IOException {
    try (InputStream file = storage.open(path);
        InputStream in = FileFacts.isPacked(path) ? FileFacts.unpacked(file) : file) {
      Text bytes = new Text();
      new LineReader(in).readLine(bytes, FileFacts.LONGEST_LINE);
      String text =
          new String(bytes.getBytes(), 0, bytes.getLength(), charset).replace("\uFEFF", "");
      if (isBlank(text) || !isText(text)) {
        return List.of();
      }
      @Nullable String[] parsed = parser(delimiter).parseLine(text);
      return parsed == null
          ? List.of()
          : Arrays.stream(parsed)
              .map(name -> name == null ? "" : name.replace('\u00A0', ' ').strip())
              .toList();
    }
  }

  private static byte[] bytes(int first, int last) {
    byte[] bytes = new byte[last - first + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }
}
