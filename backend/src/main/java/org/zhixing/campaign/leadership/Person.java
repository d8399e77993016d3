package org.zhixing.campaign.leadership;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.organization.Member;
import org.zhixing.organization.Members;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;

/** Who is meant: a member, whose name is taken from the roster, or somebody by name. */
record Person(
        @Nullable UUID memberId, String name, @Nullable String post) {
    /** Reads it from a body; a member out of reach, or no name at all, is refused at its place. */
    static Person named(
            Members members, @Nullable UUID memberId, @Nullable String name, @Nullable String post, String pointer) {
        String title = post == null || post.isBlank() ? null : Text.name(post);
        if (memberId != null) {
            Member member = members.named(memberId, pointer + "/memberId");
            return new Person(member.id(), member.name(), title == null ? member.post() : title);
        }
        if (name == null || name.isBlank()) {
            throw Refused.field(pointer + "/name", "campaign/leader-name-needed");
        }
        return new Person(null, Text.name(name), title);
    }
}
