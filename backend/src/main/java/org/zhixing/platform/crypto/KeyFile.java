package org.zhixing.platform.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import org.jboss.logging.Logger;

/** The file that holds the field keys; made with a fresh key, for its owner alone, where there is none. */
final class KeyFile {
    private static final Logger LOG = Logger.getLogger(KeyFile.class);

    private KeyFile() {}

    static String readOrMake(String name) {
        Path file = Path.of(name);
        try {
            if (Files.notExists(file)) {
                make(file);
            }
            warnIfOthersRead(file);
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("The field key's file " + file + " cannot be read or made: " + e, e);
        }
    }

    /** Nobody else may read it at any moment: the permissions come with the file, not after it. */
    private static void make(Path file) throws IOException {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileAttribute<?>[] ownersOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (SeekableByteChannel out = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly)) {
            out.write(ByteBuffer.wrap(Base64.getEncoder().encodeToString(fresh).getBytes(StandardCharsets.US_ASCII)));
        }
    }

    private static void warnIfOthersRead(Path file) throws IOException {
        if (othersRead(file)) {
            LOG.warnf(
                    "Everybody on this machine can read the field key in %s: chmod 600 it, then rotate the key", file);
        }
    }

    static boolean othersRead(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
        return view != null && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_READ);
    }
}
