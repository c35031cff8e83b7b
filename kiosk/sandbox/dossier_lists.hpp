#pragma once
/// Lists of dossiers that the training portal gives out: what has changed since a mark, and the dossiers of whoever signed in. Any
/// thread; blocks as the desk does.

#include "kiosk/sandbox/desk.hpp"
#include "kiosk/sandbox/routes.hpp"
#include "kiosk/sandbox/sign_in.hpp"

namespace kiosk::sandbox {

class DossierLists {
public:
    /// All outlive it.
    DossierLists(Desk& desk, SignIn& sign_in, const Clock& clock) : desk_(desk), sign_in_(sign_in), clock_(clock) {}
    void serve(Routes& routes);

private:
    void changes(const httplib::Request& request, httplib::Response& response);
    void own(const httplib::Request& request, httplib::Response& response);

    Desk& desk_;
    SignIn& sign_in_;
    const Clock& clock_;
};

}  // namespace kiosk::sandbox
