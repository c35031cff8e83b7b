#pragma once
/// Objects of cairo and pango with an owner: released when it goes. Any thread, as each object allows.

#include <pango/pangocairo.h>

#include <memory>

namespace kiosk::typeset {

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoContext* context) const { g_object_unref(context); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
    void operator()(PangoLayoutIter* at) const { pango_layout_iter_free(at); }
};

template <class T>
using Owned = std::unique_ptr<T, Release>;

}  // namespace kiosk::typeset
