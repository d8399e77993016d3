package org.zhixing.platform.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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

    /** What can be studied. HEIC is left out: browsers do not show it. */
    private static final Map<String, String> MATERIAL = material();

    private static final int HEAD = 64;

    private FileKinds() {}

    private static Map<String, String> material() {
        Map<String, String> kinds = new TreeMap<>(EXTENSIONS);
        kinds.remove("heic");
        kinds.put("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation");
        kinds.put("mp4", "video/mp4");
        kinds.put("webm", "video/webm");
        kinds.put("mp3", "audio/mpeg");
        kinds.put("m4a", "audio/mp4");
        return kinds;
    }

    /** The media type of a file to be studied, as {@link #evidence}; a text that is not UTF-8 must be GB 18030. */
    public static String material(Path file, String name) {
        String extension = extension(name);
        String type = MATERIAL.get(extension);
        if (type == null || !looksLike(extension, file)) {
            throw Refused.of(415, "file/kind", String.join(", ", MATERIAL.keySet()));
        }
        if (!type.equals("text/plain") || isIn(StandardCharsets.UTF_8, file)) {
            return type;
        }
        if (!isIn(Charset.forName("GB18030"), file)) {
            throw Refused.of(415, "file/charset");
        }
        return "text/plain; charset=gb18030";
    }

    /** Whether every byte of a file has a meaning in a charset, and none is NUL. */
    private static boolean isIn(Charset charset, Path file) {
        try (Reader in = new InputStreamReader(
                Files.newInputStream(file),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT))) {
            char[] buffer = new char[1 << 13];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    if (buffer[i] == 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (CharacterCodingException otherwise) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /** The media type of a file that may serve as evidence; anything else, or a file that is not what its name says, is a 415. */
    public static String evidence(Path file, String name) {
        String extension = extension(name);
        String type = EXTENSIONS.get(extension);
        if (type == null || !looksLike(extension, file)) {
            throw Refused.of(
                    415,
                    "file/kind",
                    String.join(", ", EXTENSIONS.keySet().stream().sorted().toList()));
        }
        return type;
    }

    /** The media type of a picture that a browser shows, by its first bytes alone; anything else is a 415. */
    public static String picture(Path file) {
        return List.of("jpg", "png", "webp").stream()
                .filter(extension -> looksLike(extension, file))
                .map(EXTENSIONS::get)
                .findFirst()
                .orElseThrow(() -> Refused.of(415, "file/kind", "jpg, jpeg, png, webp"));
    }

    /** What a browser is told; a text has the charset that it was checked for. */
    public static String withCharset(String type) {
        return type.equals("text/plain") ? "text/plain; charset=utf-8" : type;
    }

    private static boolean looksLike(String extension, Path file) {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
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
            case "pptx" -> hex.startsWith("504b0304") && holds(file, "ppt/presentation.xml");
            case "mp4" ->
                hex.startsWith("66747970", 8)
                        && !brand(head).startsWith("hei")
                        && !brand(head).startsWith("M4A");
            case "m4a" -> hex.startsWith("66747970", 8) && !brand(head).startsWith("hei");
            case "webm" -> hex.startsWith("1a45dfa3") && text(head).contains("webm");
            case "mp3" ->
                hex.startsWith("494433") || (head.length > 1 && head[0] == (byte) 0xFF && (head[1] & 0xE6) == 0xE2);
            default -> head.length > 0 && !hex.startsWith("3c") && text(head).indexOf('\0') < 0;
        };
    }

    /** What an ISO media file says it is. */
    private static String brand(byte[] head) {
        return text(head).substring(Math.min(8, head.length), Math.min(12, head.length));
    }

    private static String text(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
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
