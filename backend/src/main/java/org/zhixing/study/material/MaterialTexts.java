package org.zhixing.study.material;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.file.StoredFile;

/** Keeps what can be searched in step with the materials, in the transaction that changes them. */
@ApplicationScoped
class MaterialTexts {
    /** After so many interrupted attempts a file is left with its title alone. */
    private static final int ATTEMPTS = 3;

    @Inject
    EntityManager entities;

    /** A new material can be found at once; a file by its title until its text has been taken out. */
    void begin(Material material) {
        StoredFile file = material.file();
        String text = plain(material.text());
        entities.createNativeQuery("""
                        insert into material_text (material_id, text, words, due_at)
                        values (:id, :text, cast(:words as tsvector), case when :waits then now() end)""")
                .setParameter("id", material.id())
                .setParameter("text", text)
                .setParameter("words", Words.vector(material.title(), text))
                .setParameter("waits", file != null && FileText.canBeRead(file.mediaType()))
                .executeUpdate();
    }

    /** After a correction; the text of a file stays as it was taken out. */
    void renew(Material material) {
        String text = material.kind() == Material.Kind.TEXT ? plain(material.text()) : text(material.id());
        write(material, text);
    }

    /** The material whose file has waited longest for its text; nobody else takes it for ten minutes. */
    Optional<Material> next() {
        return entities.createNativeQuery("""
                        update material_text
                        set attempts = attempts + 1,
                            due_at = case when attempts + 1 < :attempts then now() + interval '10 minutes' end
                        where material_id = (select material_id from material_text where due_at <= now()
                                             order by due_at limit 1 for update skip locked)
                        returning material_id""", UUID.class)
                .setParameter("attempts", ATTEMPTS)
                .getResultStream()
                .findFirst()
                .map(id -> entities.find(Material.class, id));
    }

    void extracted(UUID id, String text) {
        write(entities.find(Material.class, id), text);
        entities.createNativeQuery("update material_text set due_at = null where material_id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private void write(Material material, String text) {
        entities.createNativeQuery("""
                        update material_text set text = :text, words = cast(:words as tsvector)
                        where material_id = :id""")
                .setParameter("id", material.id())
                .setParameter("text", text)
                .setParameter("words", Words.vector(material.title(), text))
                .executeUpdate();
    }

    private String text(UUID id) {
        return (String) entities.createNativeQuery("select text from material_text where material_id = :id")
                .setParameter("id", id)
                .getSingleResult();
    }

    /** A text without the marks of Markdown, which nobody looks for or quotes. */
    private static String plain(@Nullable String text) {
        return text == null
                ? ""
                : text.replaceAll("(?m)^[ \\t]{0,3}(?:#{1,6}|>|[-*+])[ \\t]+", "")
                        .replaceAll("\\*\\*|`", "")
                        .strip();
    }
}
