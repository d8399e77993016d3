package org.zhixing.organization.roster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jboss.logging.Logger;

/** Temporary files that only this process may read: rosters hold ID numbers. */
final class PrivateFile {
    private static final Logger LOG = Logger.getLogger(PrivateFile.class);

    private PrivateFile() {}

    static Path create() {
        try {
            return Files.createTempFile(
                    "roster", "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a file and takes its name away, so that nothing stays behind even if nobody ever reads it. */
    static InputStream takeAway(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "A copy of a roster could not be deleted");
        }
    }
}
