package org.zhixing.organization.roster;

import java.io.IOException;
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

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf(e, "A copy of a roster could not be deleted");
        }
    }
}
