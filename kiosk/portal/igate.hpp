#pragma once
/// The portal adapter for VNPT iGate 2, the system of the province: its REST calls, with our id and hash added to them as
/// config/portal/openapi.yaml describes. One thread; blocks as its transport does.

#include "kiosk/portal/igate_json.hpp"
#include "kiosk/portal/office_map.hpp"
#include "kiosk/portal/portal.hpp"
#include "kiosk/portal/transport.hpp"
#include "kiosk/portal/tus.hpp"

namespace kiosk::portal {

struct IGateOptions {
    bool resumable_uploads = false;  ///< pages go by tus 1.0, which the portal has to offer
    igate::OfficeIds ids{};
    std::optional<OfficeMap> map{};  ///< nothing: applications carry our own ids
};

class IGate final : public Portal {
public:
    /// The transport must outlive the adapter.
    explicit IGate(Transport& transport, IGateOptions options = {}) : transport_(transport), options_(std::move(options)) {
        if (options_.resumable_uploads) tus_.emplace(transport, "fi/tus/");
    }

    [[nodiscard]] Result<Done> connected() override;
    [[nodiscard]] Result<std::string> upload(const Uuid& page, std::string_view media_type, std::string_view bytes) override;
    [[nodiscard]] Result<Accepted> submit(const Submission& submission) override;
    [[nodiscard]] Result<std::optional<Accepted>> find(const Uuid& id) override;
    [[nodiscard]] Result<Accepted> tell(const Letter& letter) override;
    [[nodiscard]] Result<dossier::StatusView> status(std::string_view code, std::string_view last_four) override;
    [[nodiscard]] Result<Personal> paper(std::string_view code, std::string_view last_four, std::string_view paper) override;
    [[nodiscard]] Result<StatusChanges> changes(std::string_view kiosk, std::string_view mark) override;
    [[nodiscard]] Result<std::vector<dossier::StatusView>> own_dossiers(const Personal& access_token) override;

private:
    Transport& transport_;
    const IGateOptions options_;
    std::optional<TusUploads> tus_;
};

}  // namespace kiosk::portal
