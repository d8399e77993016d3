package org.zhixing.platform.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipFile;
import org.zhixing.platform.problem.Refused;

/** Knows a file by its first bytes, not by what it calls itself. */
public final class FileKinds {
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("heic", "image/heic"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Map.entry("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            Map.entry("txt", "text/plain"));

    private FileKinds() {}

    /** The media type of a file that may serve as evidence; anything else, or a file that is not what its name says, is a 415. */
    public static String evidence(Path file, String name) {
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String type = EXTENSIONS.get(extension);
        if (type == null || !looksLike(extension, file)) {
            throw Refused.of(
                    415,
                    "file/kind",
                    String.join(", ", EXTENSIONS.keySet().stream().sorted().toList()));
        }
        return type;
    }

    /** What a browser is told; a text has the charset that it was checked for. */
    public static String withCharset(String type) {
        return type.equals("text/plain") ? "text/plain; charset=utf-8" : type;
    }

    private static boolean looksLike(String extension, Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(16);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String hex = HexFormat.of().formatHex(head);
        return switch (extension) {
            case "jpg", "jpeg" -> hex.startsWith("ffd8ff");
            case "png" -> hex.startsWith("89504e470d0a1a0a");
            case "webp" -> hex.startsWith("52494646") && hex.startsWith("57454250", 16);
            case "heic" -> hex.startsWith("66747970", 8);
            case "pdf" -> hex.startsWith("255044462d");
            case "docx" -> hex.startsWith("504b0304") && holds(file, "word/document.xml");
            case "xlsx" -> hex.startsWith("504b0304") && holds(file, "xl/workbook.xml");
            default ->
                head.length > 0
                        && !hex.startsWith("3c")
                        && new String(head, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\0') < 0;
        };
    }

    /** Whether an archive has this part; nothing of it is unpacked. */
    private static boolean holds(Path file, String part) {
        try (ZipFile archive = new ZipFile(file.toFile())) {
            return archive.getEntry("[Content_Types].xml") != null && archive.getEntry(part) != null;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
