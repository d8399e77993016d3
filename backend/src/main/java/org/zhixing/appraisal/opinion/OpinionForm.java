package org.zhixing.appraisal.opinion;

import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.CheckDimension;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Form;
import org.zhixing.platform.web.Length;
import org.zhixing.platform.web.Text;

/** An opinion of the public: a text and, if they wish, what it is about, how to reach them, and up to three photos. */
public class OpinionForm implements Form {
    static final int LONGEST = 2000;
    static final int LONGEST_CONTACT = 100;

    @RestForm("text")
    @NotNull
    @Length(min = 1, max = LONGEST)
    @Schema(examples = "办个证明跑了三趟，能不能一次说清要带什么。")
    public String text;

    @RestForm("dimension")
    public @Nullable CheckDimension dimension;

    @RestForm("contact")
    @Length(max = LONGEST_CONTACT)
    @Schema(examples = "柳溪村三组 王大爷")
    public @Nullable String contact;

    @RestForm("photo1")
    @Schema(type = SchemaType.STRING, format = "binary", description = "JPEG、PNG、WebP，每张不超过 5 MB")
    public @Nullable FileUpload photo1;

    @RestForm("photo2")
    @Schema(type = SchemaType.STRING, format = "binary")
    public @Nullable FileUpload photo2;

    @RestForm("photo3")
    @Schema(type = SchemaType.STRING, format = "binary")
    public @Nullable FileUpload photo3;

    /** A form is not read by the reader that checks JSON. */
    void check() {
        check("/text", text);
        if (contact != null) {
            check("/contact", contact);
        }
    }

    private static void check(String pointer, String value) {
        String fault = value.indexOf('\uFFFD') >= 0 ? "text/unpaired-surrogate" : Text.fault(value);
        if (fault != null) {
            throw Refused.field(pointer, fault);
        }
    }

    Opinion.Said said() {
        return new Opinion.Said(text, dimension);
    }

    List<FileUpload> photos() {
        List<FileUpload> given = new ArrayList<>();
        for (FileUpload photo : new FileUpload[] {photo1, photo2, photo3}) {
            if (photo != null && photo.size() > 0) {
                given.add(photo);
            }
        }
        return given;
    }
}
