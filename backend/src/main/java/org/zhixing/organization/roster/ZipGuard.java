package org.zhixing.organization.roster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.zhixing.platform.problem.Refused;

/** Unpacks a workbook once to nowhere and counts: what a header claims about its size is not believed. */
final class ZipGuard {
    private static final long MAX_SHEET = 1L << 30;
    /** Shared strings are held in memory while a sheet is read. */
    private static final long MAX_OTHER = 128L << 20;

    private static final int MAX_ENTRIES = 1_000;
    /** Beyond this many bytes an entry may not have been packed more than {@link #MAX_RATIO} to one. */
    private static final long SMALL = 8L << 20;

    private static final int MAX_RATIO = 200;
    private static final int MAX_COLUMN_LETTERS = 3;

    private ZipGuard() {}

    static void check(Path path) {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            if (zip.getEntry("xl/workbook.xml") == null) {
                throw Refused.of(
                        415, zip.getEntry("EncryptedPackage") == null ? "import/not-a-roster" : "import/encrypted");
            }
            if (zip.size() > MAX_ENTRIES) {
                throw Refused.of(415, "import/bomb");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                check(zip, entries.nextElement());
            }
        } catch (IOException broken) {
            throw Refused.of(415, "import/broken-workbook");
        }
    }

    private static void check(ZipFile zip, ZipEntry entry) throws IOException {
        boolean sheet = entry.getName().startsWith("xl/worksheets/");
        long limit = sheet ? MAX_SHEET : MAX_OTHER;
        long packed = Math.max(1, entry.getCompressedSize());
        long total = 0;
        WideCells wide = new WideCells();
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > limit || (total > SMALL && total / packed > MAX_RATIO)) {
                    throw Refused.of(415, "import/bomb");
                }
                if (sheet && wide.in(buffer, n)) {
                    throw Refused.of(415, "import/broken-workbook");
                }
            }
        }
    }

    /**
     * Looks for a cell reference with more than three column letters. No spreadsheet has one, and a reader that makes
     * room for all columns up to it would take all memory there is.
     */
    private static final class WideCells {
        private int letters = -1;

        boolean in(byte[] buffer, int length) {
            for (int i = 0; i < length; i++) {
                byte b = buffer[i];
                if (b == '"' || b == '\'') {
                    letters = 0;
                } else if (letters >= 0 && b >= 'A' && b <= 'Z') {
                    letters++;
                } else {
                    if (letters > MAX_COLUMN_LETTERS && b >= '0' && b <= '9') {
                        return true;
                    }
                    letters = -1;
                }
            }
            return false;
        }
    }
}
