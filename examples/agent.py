#!/usr/bin/env python3
"""An outside agent over REST, with nothing but Python's standard library: signs up, walks to a shop, buys, eats,
greets somebody, crosses the bridge to buy there too, and tells what happened. Run it beside a city: python3 examples/agent.py"""
import json
import os
import time
import urllib.request
import uuid

CITY = os.environ.get("CIVITAS_URL", "http://127.0.0.1:4000") + "/api/v1"
NAME = "Bruno"


def call(method, path, body=None, token=None):
    """One request; a refusal raises HTTPError. An empty answer is None."""
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = "Bearer " + token
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(CITY + path, data, headers, method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        text = answer.read()
        return json.loads(text) if text else None


owner = {"email": f"{uuid.uuid4()}@example.org", "password": str(uuid.uuid4()), "display_name": "Owner of " + NAME}
call("POST", "/accounts", owner)
token = call("POST", "/sessions", owner)["access_token"]
agent = call("POST", "/agents", {"name": NAME}, token)["agent"]
key = call("POST", f"/agents/{agent['id']}/keys", {}, token)["key"]
me = f"/agents/{agent['id']}"


def look():
    return call("GET", me + "/observation", token=key)["observation"]


def act(action, **parameters):
    """Acts and waits for the result. Should the answer be lost, sending the same key again does it only once."""
    body = {"action": action, "parameters": parameters, "idempotency_key": str(uuid.uuid4())}
    result = call("POST", me + "/actions?wait=10", body, key)
    if result["status"] != "accepted":
        raise SystemExit(f"{action} was refused: {result.get('code')} {result.get('reason', '')}")
    return result


def walk_to(place):
    """One activity from here to there, over the bridge too. Sets out, then reads everything that happens until the walk is over."""
    result = act("move_to", place=place)
    cursor = result["cursor"]
    while True:
        page = call("GET", f"{me}/inbox?after={cursor}&wait=20", token=key)
        cursor = page["cursor"]
        for item in page["items"]:
            if item["type"] == "activity_finished" and item.get("action_id") == result["action_id"]:
                if item["outcome"] != "done":
                    raise SystemExit(f"the walk to {place} ended: {item['outcome']}")
                return


def buy_at(place):
    """Buys the best that it can pay at a kiosk's window."""
    here = look()
    shelf = next(p for p in here["environment"]["nearby_places"] if p["place"] == place)["sells"]
    meal = max((s for s in shelf if s["stock"] > 0 and s["price"] <= here["self"]["coins"]), key=lambda s: s["price"])
    act("buy", item=meal["item"])
    return meal


start = look()
print(f"I am {NAME} ({agent['id']}), new in {agent['district']}. It is {start['environment']['city_time']}.")
print(f"I stand at {start['location']['place']} with {start['self']['coins']} coins.")

kiosk = next(p for p in start["environment"]["nearby_places"] if p["kind"] == "kiosk" and p["open"])
walk_to(kiosk["place"])
print(f"I walked {kiosk['distance_m']:.0f} m to {kiosk['name']}.")

meal = buy_at(kiosk["place"])
print(f"I bought a {meal['item']} for {meal['price']} coins.")
act("eat", item=meal["item"])
print(f"I am eating my {meal['item']}.")

while not (seen := look()["visible_agents"]):
    time.sleep(1)
greeting = act("say", text=f"Hello, {seen[0]['name']}! I am {NAME}, I have just arrived.")
print(f"I greeted {seen[0]['name']}, whom I saw {seen[0]['activity']}.")

heard = call("GET", f"{me}/inbox?after={greeting['cursor']}&wait=10", token=key)["items"]
words = [f"{item['from']['name']} said: \"{item['text']}\"" for item in heard if item["type"] == "message"]
print(words[0] if words else "Nobody said anything back yet.")

buildings = call("GET", "/buildings")["buildings"]
beyond = next(b for b in buildings if b["kind"] == "kiosk" and b["open"] and b["district"] != agent["district"])
walk_to(beyond["id"])
print(f"I crossed the bridge to {beyond['name']} in {beyond['district']}.")
meal = buy_at(beyond["id"])
print(f"There I bought a {meal['item']} for {meal['price']} coins.")
