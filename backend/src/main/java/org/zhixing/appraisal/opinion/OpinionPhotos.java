package org.zhixing.appraisal.opinion;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.zhixing.platform.file.BarePicture;
import org.zhixing.platform.file.FileKinds;
import org.zhixing.platform.file.StoredFile;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.problem.Refused;

/** Pictures of the public: without what the camera wrote into them, without the name they had, encrypted at rest. */
@ApplicationScoped
class OpinionPhotos {
    static final long MAX_BYTES = 5L << 20;

    @Inject
    StoredFiles files;

    @Inject
    Opinions opinions;

    /** A picture and its kind. */
    record Bare(byte[] content, String mediaType) {
        private String name(int number) {
            return number + "."
                    + mediaType.substring(mediaType.indexOf('/') + 1).replace("jpeg", "jpg");
        }
    }

    List<Bare> bare(List<FileUpload> uploads) {
        return uploads.stream().map(OpinionPhotos::bare).toList();
    }

    private static Bare bare(FileUpload upload) {
        if (upload.size() > MAX_BYTES) {
            throw Refused.of(413, "file/too-large", MAX_BYTES >> 20);
        }
        String type = FileKinds.picture(upload.uploadedFile());
        try {
            return new Bare(BarePicture.of(Files.readAllBytes(upload.uploadedFile()), type), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(Opinion opinion, List<Bare> pictures) {
        List<StoredFile> kept = new ArrayList<>();
        for (Bare picture : pictures) {
            kept.add(files.storeSealed(
                    picture.name(kept.size() + 1), picture.mediaType(), new ByteArrayInputStream(picture.content())));
        }
        kept.forEach(file -> opinions.add(opinion, file));
        opinions.flush();
    }

    byte[] content(StoredFile photo) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) photo.size());
        files.copy(photo.id(), bytes);
        return bytes.toByteArray();
    }
}
