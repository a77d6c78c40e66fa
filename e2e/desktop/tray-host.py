"""A panel that shows tray icons (org.kde.StatusNotifierWatcher), for tests: tells on its output what it sees, and
clicks what it is told to. One command a line: "layout", or "click ID"."""
import hashlib
import json
import sys

import dbus
import dbus.mainloop.glib
import dbus.service
from gi.repository import GLib

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
items = {}


class Watcher(dbus.service.Object):
    @dbus.service.method(WATCHER, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        path = service if service.startswith("/") else "/StatusNotifierItem"
        name = sender if service.startswith("/") else service
        items["last"] = (name, path)
        self.StatusNotifierItemRegistered(service)
        say({"registered": str(service)})

    @dbus.service.method(WATCHER, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.signal(WATCHER, signature="s")
    def StatusNotifierItemRegistered(self, service):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        return {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": dbus.Array([], signature="s"),
        }


def say(what):
    print(json.dumps(what), flush=True)


def menu():
    name, path = items["last"]
    properties = dbus.Interface(bus.get_object(name, path), dbus.PROPERTIES_IFACE).GetAll(ITEM)
    return properties, dbus.Interface(bus.get_object(name, properties["Menu"]), MENU)


def plain(node):
    number, properties, children = node
    return {
        "id": int(number),
        "label": str(properties.get("label", "")),
        "isOn": bool(properties.get("enabled", True)),
        "items": [plain(child) for child in children],
    }


def obey(source, condition):
    line = sys.stdin.readline()
    if not line:
        loop.quit()
        return False
    words = line.split()
    try:
        properties, interface = menu()
        if words[0] == "click":
            interface.Event(dbus.Int32(int(words[1])), "clicked", dbus.Int32(0), dbus.UInt32(0))
            say({"clicked": int(words[1])})
        else:
            layout = plain(interface.GetLayout(0, -1, dbus.Array([], signature="s"))[1])
            icon = hashlib.sha256(repr([properties.get("IconPixmap"), properties.get("IconName")]).encode()).hexdigest()
            say({"icon": icon, "items": layout["items"]})
    except Exception as error:
        say({"error": str(error)})
    return True


dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)
bus = dbus.SessionBus()
owned = dbus.service.BusName(WATCHER, bus)
watcher = Watcher(bus, "/StatusNotifierWatcher")
loop = GLib.MainLoop()
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, obey)
say({"ready": True})
loop.run()
