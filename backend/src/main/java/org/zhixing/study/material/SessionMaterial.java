package org.zhixing.study.material;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;

/** A material that a session studies. One is enough for the session to have material (五有). */
@Entity
@Table(name = "material_session")
@IdClass(SessionMaterial.Key.class)
class SessionMaterial {
    /** A material stands once in a session. */
    record Key(UUID sessionId, UUID materialId) {}

    @Id
    private UUID sessionId;

    @Id
    private UUID materialId;

    private int position;

    protected SessionMaterial() {}

    SessionMaterial(UUID session, UUID material, int position) {
        this.sessionId = session;
        this.materialId = material;
        this.position = position;
    }

    UUID materialId() {
        return materialId;
    }

    int position() {
        return position;
    }

    void moveTo(int position) {
        this.position = position;
    }
}
