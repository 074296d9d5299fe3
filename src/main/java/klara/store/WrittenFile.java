package klara.store;

/**
 * What was written.
 *
 * @param name file name without folder
 * @param bytes its size
 * @param sha256 SHA-256 in hex
 * @param rows data rows, the header not counted
 */
public record WrittenFile(String name, long bytes, String sha256, long rows) {}
